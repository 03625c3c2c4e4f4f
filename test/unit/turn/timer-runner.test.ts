import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTimerRunner, type FireTimer } from '../../../bot/turn/timer-runner.ts';
import { stateFromJson } from '../../../src/conversation/conversation-state.ts';
import type { Effect } from '../../../src/conversation/effect.ts';
import { noFault } from '../../../src/kernel/fault.ts';
import { recordLog } from '../../support/record-log.ts';
import { begin, commitNow, conversation, reply } from '../../support/store-builders.ts';
import { openTempStore } from '../../support/store-sqlite.ts';

const a = conversation('a');
const minuteMs = 60_000;

let temp: Awaited<ReturnType<typeof openTempStore>>;

beforeEach(async () => {
  temp = await openTempStore();
});

afterEach(() => temp.close());

const remind: FireTimer = (_timer, firing) =>
  firing.inConversation(a, () => ({ entries: [reply('到时间了')], effects: [] }));

function run(fire: FireTimer = remind) {
  const { logger, lines } = recordLog();
  const outcomes: string[] = [];
  const runner = createTimerRunner({
    store: temp.store,
    kinds: { remind: fire },
    logger,
    fault: noFault,
    holder: 'node-1',
    onTimer: (_kind, outcome) => outcomes.push(outcome),
  });
  return { runner, lines, outcomes };
}

function setTimer(id: string, inMs: number, kind = 'remind'): Effect {
  return { kind: 'timer.set', timer: { id, dueAt: temp.now() + inMs, kind, payload: { id } } };
}

async function said(): Promise<readonly (string | undefined)[]> {
  return ((await temp.store.since(a, 0, 200))?.entries ?? []).map(({ body }) => body?.text);
}

describe('a timer of a conversation', () => {
  test('fires at its time by the clock that was handed in, and once', async () => {
    await begin(temp.store, a, [setTimer('t', minuteMs)]);
    const { runner, outcomes } = run();
    await temp.advance(minuteMs - 1);
    await runner.runNow();
    const early = await said();

    await temp.advance(1);
    await runner.runNow();
    await temp.advance(10 * minuteMs);
    await runner.runNow();

    expect(early).toEqual([]);
    expect(await said()).toEqual(['到时间了']);
    expect(outcomes).toEqual(['fired']);
  });

  test('that came due while no process ran fires as soon as one starts', async () => {
    await begin(temp.store, a, [setTimer('t', minuteMs)]);
    await temp.advance(minuteMs);
    const { runner, outcomes } = run();

    runner.start();
    await runner.drain();

    expect(outcomes).toEqual(['fired']);
    expect(await said()).toEqual(['到时间了']);
  });

  test('fires after a restart that lasted past its time, and once', async () => {
    await begin(temp.store, a, [setTimer('t', minuteMs)]);
    await temp.advance(48 * 60 * minuteMs);
    await temp.reopen();

    await run().runner.runNow();
    await temp.reopen();
    await run().runner.runNow();

    expect(await said()).toEqual(['到时间了']);
  });

  test('fires in full or not at all: message, state and effects are one commit', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const { runner } = run((_timer, firing) =>
      firing.inConversation(a, ({ state }) => ({
        entries: [reply('到时间了')],
        effects: [{ kind: 'handoff.enqueue', skill: 'general', priority: 0 }],
        state: { ...stateFromJson(state), misses: 7 },
      })),
    );

    await runner.runNow();

    expect(await temp.store.load(a)).toMatchObject({ head: 1, state: { misses: 7 } });
    expect(await temp.store.placeInQueue(a)).toBe(1);
  });

  test('thinks again when somebody wrote in between', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const heads: number[] = [];
    const { runner } = run((_timer, firing) =>
      firing.inConversation(a, async ({ head }) => {
        heads.push(head);
        if (head < 2)
          await commitNow(temp.store, a, `between ${head}`, { entries: [reply('等等')] });
        return { entries: [reply(`到时间了，第${head + 1}条`)], effects: [] };
      }),
    );

    await runner.runNow();

    expect(heads).toEqual([0, 1, 2]);
    expect(await said()).toEqual(['等等', '等等', '到时间了，第3条']);
  });

  test.each([
    ['cancelled', (): Effect => ({ kind: 'timer.cancel', id: 't' }), []],
    ['moved', (): Effect => setTimer('t', minuteMs), ['到时间了']],
  ] as const)('that is %s while it fires has no effect now', async (_how, effectOf, later) => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    let isFirst = true;
    const { runner } = run((_timer, firing) =>
      firing.inConversation(a, async () => {
        const isNow = isFirst;
        isFirst = false;
        if (isNow) await commitNow(temp.store, a, 'meanwhile', { effects: [effectOf()] });
        return { entries: [reply('到时间了')], effects: [] };
      }),
    );

    await runner.runNow();
    const now = await said();
    await temp.advance(minuteMs);
    await runner.runNow();

    expect(now).toEqual([]);
    expect(await said()).toEqual(later);
  });

  test('set anew for another moment under its id fires again', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const { runner } = run();
    await runner.runNow();

    await commitNow(temp.store, a, 'again', { effects: [setTimer('t', minuteMs)] });
    await temp.advance(minuteMs);
    await runner.runNow();

    expect(await said()).toEqual(['到时间了', '到时间了']);
  });

  test('set anew for the moment at which it has fired is removed without a second message', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const { runner } = run();
    await runner.runNow();

    await commitNow(temp.store, a, 'again', { effects: [setTimer('t', 0)] });
    await runner.runNow();

    expect(await said()).toEqual(['到时间了']);
    await temp.advance(minuteMs);
    expect(await temp.store.claimTimers({ holder: 'x', leaseMs: 1, limit: 1 })).toEqual([]);
  });

  test('whose conversation is not there ends without a word', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const { runner, outcomes } = run((_timer, firing) =>
      firing.inConversation(conversation('gone'), () => {
        throw new Error('must not be asked');
      }),
    );

    await runner.runNow();

    await temp.advance(minuteMs);
    expect(await temp.store.claimTimers({ holder: 'x', leaseMs: 1, limit: 1 })).toEqual([]);
    expect(outcomes).toEqual(['fired']);
  });
});

describe('a timer of no conversation', () => {
  test('applies its effects with its end', async () => {
    await begin(temp.store, a, [setTimer('t', 0)]);
    const write = { collection: 'case', id: 'c1', document: { isLate: true } };
    const { runner } = run((_timer, firing) => firing.settle([{ kind: 'document.put', write }]));

    await runner.runNow();
    await temp.advance(minuteMs);
    await runner.runNow();

    expect(await temp.store.getDocument('case', 'c1')).toMatchObject({
      document: { isLate: true },
    });
  });
});

describe('trouble', () => {
  test('a timer that failed fires again later, and holds back no other', async () => {
    await begin(temp.store, a, [setTimer('bad', 0), setTimer('good', 0)]);
    const fired: string[] = [];
    const { runner, outcomes, lines } = run(async ({ id }, firing) => {
      if (id === 'bad' && !fired.includes('bad')) {
        fired.push('bad');
        throw new Error('the knowledge could not be read');
      }
      fired.push(id);
      await firing.settle([]);
    });

    await runner.runNow();
    await temp.advance(minuteMs);
    await runner.runNow();
    await temp.advance(minuteMs);
    await runner.runNow();

    expect([...fired].sort()).toEqual(['bad', 'bad', 'good']);
    expect([...outcomes].sort()).toEqual(['failed', 'fired', 'fired']);
    expect(lines).toMatchObject([{ level: 'error', facts: { timer: 'bad' } }]);
  });

  test('a kind that nobody knows, whatever its name, is kept for a version that does', async () => {
    await begin(temp.store, a, [setTimer('t', 0, 'constructor')]);
    const { runner, outcomes } = run();

    await runner.runNow();

    expect(outcomes).toEqual(['failed']);
    await temp.advance(minuteMs);
    expect(await temp.store.claimTimers({ holder: 'x', leaseMs: 1, limit: 1 })).toHaveLength(1);
  });

  test('more timers than are taken up at once all fire', async () => {
    const timers = Array.from({ length: 150 }, (_, n) => setTimer(`t${n}`, 0));
    await begin(temp.store, a, timers);
    let fired = 0;

    await run(async (_timer, firing) => {
      fired += 1;
      await firing.settle([]);
    }).runner.runNow();

    expect(fired).toBe(150);
  });
});
