import { describe, expect, test } from 'vitest';
import type { QueueStore } from '../../src/handoff/queue-store.ts';
import { agent, begin, commitNow, conversation } from '../support/store-builders.ts';
import type { OpenHarness, StoreHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const lin = { agentId: agent('lin'), capacity: 9, leaseMs: 1000 };
const wang = { agentId: agent('wang'), capacity: 9, leaseMs: 1000 };

/** The queue of shoppers who wait for a person. */
export function queueContract(open: OpenHarness): void {
  describe('the queue', () => {
    const harness = useHarness(open);

    test('is served by priority, then by waiting time', async () => {
      const { store, now } = harness();
      const start = now();
      await waiting(harness(), ['a', 0], ['b', 900], ['c', 0], ['d', -900], ['e', 900]);

      const { rows, next } = await store.listQueue({ limit: 200 });

      expect(next).toBeUndefined();
      expect(rows).toEqual([
        row('b', 1, start + 1, 900),
        row('e', 2, start + 4, 900),
        row('a', 3, start, 0),
        row('c', 4, start + 2, 0),
        row('d', 5, start + 3, -900),
      ]);
      expect(await store.placeInQueue(conversation('c'))).toBe(4);
      expect(await store.queueDepth()).toBe(5);
    });

    test('is listed in pages that go on where the last ended', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 5], ['c', 0], ['d', 0], ['e', 5]);

      const pages = await readPages(store, 2);

      expect(pages.map((page) => page.map(({ conversationId }) => conversationId))).toEqual([
        ['b', 'e'],
        ['a', 'c'],
        ['d'],
      ]);
      expect(pages.flat().map(({ place }) => place)).toEqual([1, 2, 3, 4, 5]);
    });

    test('has a place only for who waits', async () => {
      const { store } = harness();
      await begin(store, conversation('a'));

      expect(await store.placeInQueue(conversation('a'))).toBeNull();
      expect(await store.placeInQueue(conversation('unknown'))).toBeNull();
    });

    test('keeps the place of who asks twice', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 0]);

      await commitNow(store, conversation('a'), 'again', { effects: [enqueue(900, 'other')] });

      expect((await store.listQueue({ limit: 1 })).rows).toMatchObject([
        { conversationId: 'a', place: 1, priority: 0, skill: 'general' },
      ]);
      expect(await store.queueDepth()).toBe(2);
    });

    test('lets go of who no longer waits', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 0]);

      await commitNow(store, conversation('a'), 'off', { effects: [{ kind: 'handoff.withdraw' }] });

      expect(await store.placeInQueue(conversation('a'))).toBeNull();
      expect(await store.placeInQueue(conversation('b'))).toBe(1);
    });

    test('counts a reserved conversation in its depth, and in nothing else', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 0]);

      await store.claimHandoff({ ...lin, requestId: 'r' });

      expect(await store.placeInQueue(conversation('a'))).toBeNull();
      expect((await store.listQueue({ limit: 9 })).rows).toMatchObject([
        { conversationId: 'b', place: 1 },
      ]);
      expect(await store.queueDepth()).toBe(2);
    });
  });

  describe('claimHandoff', () => {
    const harness = useHarness(open);

    test('reserves the next one', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 5]);

      const claim = await store.claimHandoff({ ...lin, requestId: 'r' });

      expect(claim).toEqual({
        conversationId: 'b',
        lease: { subject: 'b', holder: 'lin', fence: expect.any(Number) },
      });
    });

    test('reserves the named one, and null when it does not wait', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 5]);
      const named = { ...lin, conversationId: conversation('a') };

      const claim = await store.claimHandoff({ ...named, requestId: 'r1' });
      const taken = await store.claimHandoff({ ...wang, ...named, requestId: 'r2' });
      const unknown = await store.claimHandoff({
        ...lin,
        conversationId: conversation('x'),
        requestId: 'r3',
      });

      expect(claim?.conversationId).toBe('a');
      expect([taken, unknown]).toEqual([null, null]);
    });

    test('reserves only what the agent has the skill for', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 5, 'quality'], ['b', 0, 'refund']);

      const none = await store.claimHandoff({ ...lin, skills: [], requestId: 'r0' });
      const other = await store.claimHandoff({ ...lin, skills: ['x"]'], requestId: 'r1' });
      const refund = await store.claimHandoff({
        ...lin,
        skills: ['refund', 'vip'],
        requestId: 'r2',
      });

      expect([none, other]).toEqual([null, null]);
      expect(refund?.conversationId).toBe('b');
    });

    test('has one winner, however many try at once', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 0], ['c', 0]);
      const tries = Array.from({ length: 20 }, (_, at) =>
        store.claimHandoff({ ...lin, agentId: agent(`agent-${at}`), requestId: `r${at}` }),
      );

      const claims = (await Promise.all(tries)).filter((claim) => claim !== null);

      expect(claims.map(({ conversationId }) => conversationId).sort()).toEqual(['a', 'b', 'c']);
      expect(new Set(claims.map(({ lease }) => lease.fence)).size).toBe(3);
    });

    test('gives the same request the same answer while its lease lives', async () => {
      const { store, advance } = harness();
      await waiting(harness(), ['a', 0], ['b', 0]);
      const first = await store.claimHandoff({ ...lin, requestId: 'r' });

      const repeated = await store.claimHandoff({ ...lin, requestId: 'r' });
      const foreign = await store.claimHandoff({ ...wang, requestId: 'r' });
      await advance(1000);
      const afterwards = await store.claimHandoff({ ...lin, requestId: 'r' });

      expect(repeated).toEqual(first);
      expect(foreign?.conversationId).toBe('b');
      expect(afterwards?.conversationId).toBe('a');
      expect(afterwards?.lease.fence).toBeGreaterThan(first?.lease.fence ?? Infinity);
    });

    test('keeps to the capacity of the agent', async () => {
      const { store, advance } = harness();
      await waiting(harness(), ['a', 0], ['b', 0], ['c', 0]);
      const one = { ...lin, capacity: 1 };
      const first = await store.claimHandoff({ ...one, requestId: 'r1' });
      if (first === null) throw new Error('nothing to claim');

      const full = await store.claimHandoff({ ...one, requestId: 'r2' });
      const other = await store.claimHandoff({ ...wang, capacity: 1, requestId: 'r3' });
      await store.settleHandoff(first.lease, 'complete');
      const free = await store.claimHandoff({ ...one, requestId: 'r4' });
      await advance(1000);
      const expired = await store.claimHandoff({ ...one, requestId: 'r5' });

      expect(full).toBeNull();
      expect(other?.conversationId).toBe('b');
      expect(free?.conversationId).toBe('c');
      expect(expired?.conversationId).toBe('b');
    });
  });

  describe('settleHandoff', () => {
    const harness = useHarness(open);

    test('complete takes the conversation out, once', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0]);
      const lease = await claimed(store);

      const answers = [
        await store.settleHandoff(lease, 'complete'),
        await store.settleHandoff(lease, 'complete'),
      ];

      expect(answers).toEqual([true, false]);
      expect(await store.queueDepth()).toBe(0);
    });

    test('requeue gives it back to its old place', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0], ['b', 0]);
      const lease = await claimed(store);

      const settled = await store.settleHandoff(lease, 'requeue');

      expect(settled).toBe(true);
      expect(await store.placeInQueue(conversation('a'))).toBe(1);
      expect(await store.settleHandoff(lease, 'complete')).toBe(false);
    });

    test('renewing keeps it from others for longer', async () => {
      const { store, advance } = harness();
      await waiting(harness(), ['a', 0]);
      const lease = await claimed(store);
      await advance(900);

      const renewed = await store.settleHandoff(lease, { renewMs: 1000 });
      await advance(900);
      const kept = await store.claimHandoff({ ...wang, requestId: 'r2' });
      await advance(100);
      const lost = await store.claimHandoff({ ...wang, requestId: 'r3' });

      expect(renewed).toBe(true);
      expect(kept).toBeNull();
      expect(lost?.conversationId).toBe('a');
      expect(await store.settleHandoff(lease, { renewMs: 1000 })).toBe(false);
    });

    test('a token of an earlier wait means nothing in the next one', async () => {
      const { store } = harness();
      await waiting(harness(), ['a', 0]);
      const lease = await claimed(store);
      await store.settleHandoff(lease, 'complete');
      await commitNow(store, conversation('a'), 'again', { effects: [enqueue(0)] });
      await store.claimHandoff({ ...lin, requestId: 'r2' });

      expect(await store.settleHandoff(lease, 'complete')).toBe(false);
      expect(await store.queueDepth()).toBe(1);
    });
  });
}

type Waiting = readonly [id: string, priority: number, skill?: string];

/** Each enters one millisecond after the one before. */
async function waiting({ store, advance }: StoreHarness, ...rows: readonly Waiting[]) {
  for (const [id, priority, skill] of rows) {
    await begin(store, conversation(id), [enqueue(priority, skill)]);
    await advance(1);
  }
}

function enqueue(priority: number, skill = 'general') {
  return { kind: 'handoff.enqueue', skill, priority } as const;
}

function row(id: string, place: number, waitingSince: number, priority: number) {
  return { conversationId: id, place, waitingSince, skill: 'general', priority };
}

async function claimed(store: QueueStore) {
  const claim = await store.claimHandoff({ ...lin, requestId: 'r1' });
  if (claim === null) throw new Error('nothing to claim');
  return claim.lease;
}

async function readPages(store: QueueStore, limit: number) {
  const first = await store.listQueue({ limit });
  const pages = [first.rows];
  for (let { next } = first; next !== undefined; ) {
    const page = await store.listQueue({ limit, after: next });
    pages.push(page.rows);
    next = page.next;
  }
  return pages;
}
