import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type CallOutcome,
  type CallTarget,
  createOutboxRunner,
  retryDelayMs,
} from '../../../bot/turn/outbox-runner.ts';
import type { OutboxCall } from '../../../src/conversation/outbox-store.ts';
import { noFault } from '../../../src/kernel/fault.ts';
import { recordLog } from '../../support/record-log.ts';
import { begin, conversation } from '../../support/store-builders.ts';
import { openTempStore } from '../../support/store-sqlite.ts';

const hourMs = 60 * 60 * 1_000;

let temp: Awaited<ReturnType<typeof openTempStore>>;

beforeEach(async () => {
  temp = await openTempStore();
});

afterEach(() => temp.close());

/** Leaves calls in the outbox, as a turn does. */
async function put(...keys: readonly string[]): Promise<void> {
  const effects = keys.map((key) => {
    const request = { key, target: 'orders', payload: { n: key } };
    return { kind: 'outbox.put', request } as const;
  });
  await begin(temp.store, conversation('a'), effects);
}

function run(target: CallTarget) {
  const { logger, lines } = recordLog();
  const outcomes: CallOutcome[] = [];
  const runner = createOutboxRunner({
    store: temp.store,
    targets: { orders: target },
    clock: { now: temp.now },
    logger,
    fault: noFault,
    holder: 'node-1',
    onCall: (_target, outcome) => outcomes.push(outcome),
  });
  return { runner, lines, outcomes };
}

/** A target that fails as often as told, and then does not. */
function failing(times: number) {
  const calls: OutboxCall[] = [];
  const target: CallTarget = async (call) => {
    calls.push(call);
    if (calls.length <= times) throw new Error('the other side is down');
  };
  return { calls, target };
}

test('a call is made with its key and payload, once', async () => {
  await put('a:1:1');
  const { calls, target } = failing(0);
  const { runner, outcomes } = run(target);

  await runner.runNow();
  await temp.advance(hourMs);
  await runner.runNow();

  expect(calls).toMatchObject([{ key: 'a:1:1', payload: { n: 'a:1:1' }, attempt: 1 }]);
  expect(outcomes).toEqual(['done']);
});

test('all calls that wait are made, however many', async () => {
  const keys = Array.from({ length: 40 }, (_, n) => `a:1:${n}`);
  await put(...keys);
  const { calls, target } = failing(0);

  await run(target).runner.runNow();

  expect(calls.map(({ key }) => key).sort()).toEqual([...keys].sort());
});

describe('a call that fails', () => {
  test('is made again with the same key, after a while and not before', async () => {
    await put('a:1:1');
    const { calls, target } = failing(2);
    const { runner, outcomes } = run(target);
    await runner.runNow();

    await temp.advance((retryDelayMs(1) ?? 0) - 1);
    await runner.runNow();
    const early = calls.length;
    await temp.advance(1);
    await runner.runNow();
    await temp.advance(retryDelayMs(2) ?? 0);
    await runner.runNow();

    expect(early).toBe(1);
    expect(calls.map(({ key, attempt }) => [key, attempt])).toEqual([
      ['a:1:1', 1],
      ['a:1:1', 2],
      ['a:1:1', 3],
    ]);
    expect(outcomes).toEqual(['retry', 'retry', 'done']);
  });

  test('holds back no other', async () => {
    await put('a:1:1', 'a:1:2');
    const made: string[] = [];

    await run(async ({ key }) => {
      if (key === 'a:1:1') throw new Error('down');
      made.push(key);
    }).runner.runNow();

    expect(made).toEqual(['a:1:2']);
  });

  test('is given up in the end, aloud, and never made again', async () => {
    await put('a:1:1');
    const { calls, target } = failing(Number.POSITIVE_INFINITY);
    const { runner, lines, outcomes } = run(target);

    for (let hour = 0; hour < 40; hour++) {
      await runner.runNow();
      await temp.advance(hourMs);
    }

    expect(calls).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome !== 'retry')).toEqual(['dead']);
    expect(lines.filter(({ level }) => level === 'error')).toMatchObject([
      { facts: { key: 'a:1:1', target: 'orders', attempt: 20 } },
    ]);
  });

  test('waits longer each time, and at least a night in all', () => {
    const waits: number[] = [];
    for (let attempt = 1; ; attempt++) {
      const wait = retryDelayMs(attempt);
      if (wait === null) break;
      waits.push(wait);
    }

    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(8 * hourMs);
  });

  test('by ending the process is not tried for ever', async () => {
    await put('a:1:1');
    const claim = { holder: 'node-0', leaseMs: 1, limit: 1 };
    for (let life = 0; life < 20; life++) {
      await temp.store.claimOutbox(claim);
      await temp.advance(1);
    }
    const { calls, target } = failing(0);
    const { runner, outcomes } = run(target);

    await runner.runNow();

    expect(calls).toEqual([]);
    expect(outcomes).toEqual(['dead']);
  });
});

test('a call without a target waits for a version that knows it', async () => {
  await put('a:1:1');
  const { logger } = recordLog();
  const deps = { store: temp.store, clock: { now: temp.now }, logger, fault: noFault };
  const { calls, target } = failing(0);

  await createOutboxRunner({ ...deps, targets: {}, holder: 'old' }).runNow();
  await temp.advance(hourMs);
  await run(target).runner.runNow();

  expect(calls).toHaveLength(1);
});

test('a call that never ends counts as failed', async () => {
  await put('a:1:1');
  const begun = Promise.withResolvers<void>();
  const { runner, outcomes } = run(() => {
    begun.resolve();
    return new Promise(() => undefined);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const swept = runner.runNow();
    await begun.promise;
    vi.advanceTimersByTime(10_000);
    await swept;
  } finally {
    vi.useRealTimers();
  }

  expect(outcomes).toEqual(['retry']);
});

test('draining waits for the call under way and begins none', async () => {
  await put('a:1:1');
  const begun = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const { runner, outcomes } = run(() => {
    begun.resolve();
    return answered.promise;
  });
  void runner.runNow();
  await begun.promise;

  const drained = runner.drain();
  answered.resolve();
  await drained;

  expect(outcomes).toEqual(['done']);
});
