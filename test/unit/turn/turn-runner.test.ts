import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TurnDecision, TurnInput } from '../../../bot/turn/decide-turn.ts';
import { createTurnRunner } from '../../../bot/turn/turn-runner.ts';
import { noFault } from '../../../src/kernel/fault.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import { recordLog } from '../../support/record-log.ts';
import { accepting, begin, conversation, reply } from '../../support/store-builders.ts';
import { openTempStore } from '../../support/store-sqlite.ts';

/** Each turn of this conversation ends the process. */
const poisoned = conversation('poisoned');
const innocent = conversation('innocent');
/** After so long a message has lost its runner, and a lease is over. */
const lostMs = 31_000;
const lives = 4;
const limitMs = 30_000;

let temp: Awaited<ReturnType<typeof openTempStore>>;

beforeEach(async () => {
  temp = await openTempStore();
});

afterEach(() => temp.close());

async function ask(conversationId: ConversationId): Promise<void> {
  await begin(temp.store, conversationId);
  await temp.store.accept(accepting(conversationId, '问'));
}

async function answerIn(conversationId: ConversationId): Promise<string | undefined> {
  const slice = await temp.store.since(conversationId, 1, 200);
  return slice?.entries[0]?.body?.text;
}

/**
 * A life of the process. It ends when the poisoned turn begins, and with it what was taken up beside that turn; or
 * when both messages are answered.
 */
async function live(number: number): Promise<void> {
  const takenUp = new Set<ConversationId>();
  let hasEnded = false;

  async function decide({ conversationId, state }: TurnInput): Promise<TurnDecision> {
    if (conversationId === poisoned) hasEnded = true;
    const isBesidePoison = takenUp.has(poisoned) && (await answerIn(poisoned)) === undefined;
    if (hasEnded || isBesidePoison || number === 1) return new Promise(() => undefined);
    return { state, entries: [reply('答')], effects: [] };
  }

  const runner = createTurnRunner({
    store: {
      ...temp.store,
      async claimPending(request) {
        const claims = await temp.store.claimPending(request);
        for (const { conversationId } of claims) takenUp.add(conversationId);
        return claims;
      },
    },
    decide,
    shopperOf: (shopperId) => ({ shopperId, kind: 'guest' }),
    sayFailed: () => reply('抱歉'),
    newReference: () => 'R',
    clock: temp,
    logger: recordLog().logger,
    fault: noFault,
    holder: `life-${number}`,
  });
  runner.start();
  const isDone = async () =>
    hasEnded || ((await answerIn(poisoned)) && (await answerIn(innocent))) !== undefined;
  await vi.waitUntil(isDone, { timeout: limitMs });
  void runner.drain();
  await temp.reopen();
  await temp.advance(lostMs);
}

test.each([
  ['after', [poisoned, innocent]],
  ['before', [innocent, poisoned]],
])(
  'a message that ends the process each time is given up, and not one that came %s it',
  async (_when, asked) => {
    for (const one of asked) await ask(one);
    await temp.advance(lostMs);

    for (let number = 1; number <= lives; number += 1) await live(number);

    expect(await answerIn(poisoned)).toBe('抱歉');
    expect(await answerIn(innocent)).toBe('答');
  },
  limitMs,
);
