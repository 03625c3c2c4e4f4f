import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Coverage,
  createCoverage,
} from '../support/conversation-coverage/conversation-coverage.ts';
import { coverageTable, shareOf } from '../support/conversation-coverage/coverage-table.ts';
import { type AskedOfTables, createAskedOfTables } from '../support/mutation/asked-of-tables.ts';
import { fateTable } from '../support/mutation/fate-table.ts';
import { replayMutants } from '../support/mutation/replay-mutants.ts';
import { type OpenedShop, openShippedShop } from '../support/opened-shop.ts';
import { runConversation } from '../support/run-conversation.ts';
import { readShippedConversations } from '../support/shipped-conversations.ts';
import { stockOrders } from '../support/stocked-orders.ts';

const { conversations, problems } = await readShippedConversations();

/** Of all there is; `npm run test:conversations` prints what is missing. */
const leastShare = { rows: 1, slots: 0.95, replies: 0.95, clauses: 0.2 };

/** `npm run test:conversations` tries all wrong rules; elsewhere one of so many, since each costs some replays. */
const isWhole = process.env['MUTANTS'] === 'all';
const every = isWhole ? 1 : 20;
/** Some seconds of processor time, which a busy machine may be long in giving. */
const allMutantsMs = 3_600_000;
/** Of the wrong rules that decide anything otherwise. */
const leastScore = 0.9;

describe('知识文件夹里的对话', () => {
  let shop: OpenedShop;
  let coverage: Coverage;
  let asked: AskedOfTables;
  beforeAll(async () => {
    shop = await openShippedShop();
    const rules = shop.rulesOf(shop.current().revision);
    coverage = createCoverage(rules);
    asked = createAskedOfTables(rules);
  });
  afterAll(() => coverage.end());

  test('写法没有问题，而且不少于300段', () => {
    expect(problems).toEqual([]);
    expect(conversations.length).toBeGreaterThanOrEqual(300);
  });

  test.each(conversations.map((script, place) => ({ title: script.title, script, place })))(
    '$title',
    async ({ script, place }) => {
      await runConversation(script, {
        prepare: stockOrders,
        onTurn(turn) {
          coverage.note(turn);
          asked.note(place, turn);
        },
      });
    },
  );

  test('走遍决策表的每一行，固定句子也几乎都说到', () => {
    const report = coverage.report();
    console.log(coverageTable(report));

    for (const kind of ['rows', 'slots', 'replies', 'clauses'] as const)
      expect(shareOf(report, kind), kind).toBeGreaterThanOrEqual(leastShare[kind]);
  });

  test('一条规则写错了，总有一段对话发现', { timeout: allMutantsMs }, async () => {
    const fates = await replayMutants({ shop, conversations, asked, every });
    console.log(fateTable(fates));

    const killed = fates.filter(({ killedBy }) => killedBy !== null);
    expect(fates.length).toBeGreaterThanOrEqual(isWhole ? 250 : 10);
    expect(killed.length / fates.length).toBeGreaterThanOrEqual(leastScore);
  });
});
