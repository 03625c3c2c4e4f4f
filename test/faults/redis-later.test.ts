import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createOutboxRunner } from '../../bot/turn/outbox-runner.ts';
import { createTimerRunner, type FireTimer } from '../../bot/turn/timer-runner.ts';
import type { Effect } from '../../src/conversation/effect.ts';
import { noFault } from '../../src/kernel/fault.ts';
import type { Store } from '../../src/storage/store.ts';
import { recordLog } from '../support/record-log.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { begin, conversation, reply } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { createTestClock } from '../support/test-clock.ts';

const conversations = Array.from({ length: 60 }, (_, at) => conversation(`c${at}`));
/** In each conversation: two timers that speak in it, three that do not, five calls. */
const perConversation = { say: 2, note: 3, call: 5 };
const leaseMs = 30_000;

requirePart('redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());

  /** Nodes of one shop, on one clock. */
  async function nodes(names: readonly string[]) {
    const clock = createTestClock();
    const first = await openStoreIn(redis.url, { clock });
    const others = await Promise.all(
      names.slice(1).map(() => openStoreIn(redis.url, { clock, tag: first.tag })),
    );
    const opened = [first, ...others];
    onTestFinished(async () => {
      for (const { close } of opened) await close();
    });
    for (const id of conversations) await begin(first.store, id, workOf(id, clock.now()));
    return { clock, stores: opened.map(({ store }) => store) };
  }

  function workOf(id: string, now: number): readonly Effect[] {
    const timers = (['say', 'note'] as const).flatMap((kind) =>
      Array.from({ length: perConversation[kind] }, (_, at) => ({
        kind: 'timer.set' as const,
        timer: { id: `${id}:${kind}:${at}`, dueAt: now, kind, payload: id },
      })),
    );
    const calls = Array.from({ length: perConversation.call }, (_, at) => ({
      kind: 'outbox.put' as const,
      request: { key: `${id}:${at}`, target: 'orders', payload: null },
    }));
    return [...timers, ...calls];
  }

  /** The runners of a node, and the keys of the calls it has made. */
  function runnersOf(store: Store, holder: string, clock: ReturnType<typeof createTestClock>) {
    const { logger } = recordLog();
    const deps = { store, clock, logger, fault: noFault, holder };
    const made: string[] = [];
    const say: FireTimer = (timer, firing) =>
      firing.inConversation(conversation(String(timer.payload)), () => ({
        entries: [reply(timer.id)],
        effects: [],
      }));
    const note: FireTimer = ({ id }, firing) =>
      firing.settle([{ kind: 'audit', note: { actor: holder, action: 'fired', subject: id } }]);
    const timers = createTimerRunner({ ...deps, kinds: { say, note } });
    const targets = {
      orders: async ({ key }: { readonly key: string }) => {
        made.push(key);
      },
    };
    const outbox = createOutboxRunner({ ...deps, targets });
    return { made, run: () => Promise.all([timers.runNow(), outbox.runNow()]) };
  }

  /** Ids of the timers that have taken effect, each as often as it has. */
  async function firedIn(store: Store): Promise<readonly string[]> {
    const said = await Promise.all(
      conversations.map(async (id) => (await store.since(id, 0, 200))?.entries ?? []),
    );
    const noted: string[] = [];
    for (let after: string | undefined; ; ) {
      const { rows, next } = await store.listAudit({ limit: 200, ...(after && { after }) });
      noted.push(...rows.map(({ subject }) => subject));
      if (next === undefined) break;
      after = next;
    }
    return [...said.flat().map(({ body }) => String(body?.text)), ...noted].sort();
  }

  const wanted = conversations.flatMap((id) => workOf(id, 0));
  const wantedTimers = wanted.flatMap((each) => (each.kind === 'timer.set' ? [each.timer.id] : []));
  const wantedCalls = wanted.flatMap((each) =>
    each.kind === 'outbox.put' ? [each.request.key] : [],
  );

  test('two nodes side by side fire each timer once and make each call once', async () => {
    const { clock, stores } = await nodes(['a', 'b']);
    const runners = stores.map((store, at) => runnersOf(store, `node-${at}`, clock));

    await Promise.all(runners.map(({ run }) => run()));
    // What is under way on one node while the other looks for the last time is done when both have ended.
    await Promise.all(runners.map(({ run }) => run()));

    const [first] = stores;
    expect(first && (await firedIn(first))).toEqual([...wantedTimers].sort());
    expect(runners.flatMap(({ made }) => made).sort()).toEqual([...wantedCalls].sort());
    // It was a contest: each had a part of it.
    for (const { made } of runners) expect(made.length).toBeGreaterThan(0);
  });

  test('what a node has begun when it stops is left alone until its lease ends, and counts once though it wakes', async () => {
    const { clock, stores } = await nodes(['stopped', 'other']);
    const [store, otherStore] = stores;
    if (!store || !otherStore) throw new Error('two stores were opened');
    const wake = Promise.withResolvers<void>();
    const stopped = runnersOf(stoppingBeforeItWrites(store, wake.promise), 'stopped', clock);
    const other = runnersOf(otherStore, 'other', clock);

    const running = stopped.run();
    await expect.poll(() => stopped.made.length).toBe(16);
    await other.run();
    const begun = [...stopped.made];
    const beforeLeaseEnd = await firedIn(otherStore);
    expect(other.made.sort()).toEqual(wantedCalls.filter((key) => !begun.includes(key)).sort());
    expect(beforeLeaseEnd).toHaveLength(wantedTimers.length - 64);

    clock.advance(leaseMs + 1);
    await other.run();
    expect(other.made.sort()).toEqual([...wantedCalls].sort());
    expect(await firedIn(otherStore)).toEqual([...wantedTimers].sort());

    wake.resolve();
    await running;
    expect(await firedIn(otherStore)).toEqual([...wantedTimers].sort());
    expect(stopped.made).toEqual(begun);
    expect(await otherStore.claimOutbox({ holder: 'x', leaseMs: 1, limit: 9 })).toEqual([]);
    expect(await otherStore.claimTimers({ holder: 'x', leaseMs: 1, limit: 9 })).toEqual([]);
  });
});

/** As if the process were held between what it has done and what it writes of it. */
function stoppingBeforeItWrites(store: Store, wake: Promise<void>): Store {
  return {
    ...store,
    commit: (turn) => wake.then(() => store.commit(turn)),
    settleTimer: (lease, effects) => wake.then(() => store.settleTimer(lease, effects)),
    settleOutbox: (lease, outcome) => wake.then(() => store.settleOutbox(lease, outcome)),
  };
}
