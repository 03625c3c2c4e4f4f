import type { Page } from 'playwright-core';
import type { Citation, EntryBody, ReplyDetails } from '../../src/conversation/log-entry.ts';
import { citationOf } from '../../src/knowledge/citation.ts';
import type { Revision } from '../../src/knowledge/revision.ts';
import {
  asJson,
  sampleCase,
  sampleDays,
  sampleOrders,
  sampleOutcome,
} from '../support/sample-cards.ts';
import type { Script } from '../support/scripted-bot.ts';
import { say } from './chat-steps.ts';

const body = (text: string, details: ReplyDetails): EntryBody => ({
  text,
  details: { dialog: 'return', ...details },
});

/** What the bot says in the tests of the cards; `revision` is read when it is needed. */
export function cardScript(revision: () => Revision): Script {
  const ask = (text: string, input: Parameters<typeof asJson>[0]) =>
    body(text, { ask: 'x', input: asJson(input) });
  return {
    三个订单: (now) => ask('请问是哪一件？', sampleOrders(3, now)),
    很多订单: (now) => ask('请问是哪一件？', sampleOrders(12, now)),
    哪天: (now) => ask('您是哪天收到的？', sampleDays(30, now)),
    照片: () => ask('请把有问题的地方拍给我看看。', { kind: 'photos', most: 3 }),
    可以退: (now) =>
      body('可以无理由退货：您在签收后的第 2 天提出。', {
        brief: '',
        outcome: asJson(sampleOutcome('granted', now)),
        citations: firstCitations(revision()),
      }),
    ...Object.fromEntries(
      (['partly', 'refused', 'person', 'missing'] as const).map((status) => [
        status,
        (now: number) =>
          body('结论在下面。', {
            dialog: status,
            outcome: asJson(sampleOutcome(status, now)),
          }),
      ]),
    ),
    不能退: (now) => body('更正后的结论。', { outcome: asJson(sampleOutcome('refused', now)) }),
    提交: (now) => body('已经为您提交。', { case: asJson(sampleCase(now)) }),
    进度: (now) =>
      body('最新的进度在下面。', { case: asJson(sampleCase(now, { statusText: '等待您寄回' })) }),
    坏卡片: () =>
      body('文字都在。', {
        input: { kind: 'orders', orders: 'none' },
        outcome: { status: 'granted', title: 7 },
        case: ['R1'],
      }),
  };
}

function firstCitations(revision: Revision): readonly Citation[] {
  return [...revision.clauses.keys()].slice(0, 2).map((id) => citationOf(revision, id));
}

/** Says the cue and waits for the bot's next message. */
export async function cue(page: Page, words: string): Promise<void> {
  const before = await page.locator('.row-bot[data-id]').count();
  await say(page, words);
  await page.locator('.row-bot[data-id]').nth(before).waitFor();
}

/** What the bot understood, in its own words. */
export const echoes = (page: Page) => page.locator('.row-bot[data-id]', { hasText: '收到「' });
