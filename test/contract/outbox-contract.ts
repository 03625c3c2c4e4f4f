import { describe, expect, test } from 'vitest';
import { begin, commitNow, conversation } from '../support/store-builders.ts';
import type { OpenHarness, StoreHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');
const claim = { holder: 'node-1', leaseMs: 1000, limit: 10 };

/** claimOutbox and settleOutbox. */
export function outboxContract(open: OpenHarness): void {
  describe('the outbox', () => {
    const harness = useHarness(open);

    test('gives calls oldest first, with their attempt', async () => {
      const { store } = harness();
      await put(harness(), 'b', 'a');

      const calls = await store.claimOutbox(claim);

      expect(calls).toEqual([
        {
          key: 'b',
          target: 'orders',
          payload: { of: 'b' },
          attempt: 1,
          lease: { subject: 'b', holder: 'node-1', fence: expect.any(Number) },
        },
        expect.objectContaining({ key: 'a', attempt: 1 }),
      ]);
    });

    test('keeps a call until it is done', async () => {
      const { store, advance } = harness();
      await put(harness(), 'a');
      const [call] = await store.claimOutbox(claim);
      if (!call) throw new Error('not claimed');

      const done = await store.settleOutbox(call.lease, 'done');
      const again = await store.settleOutbox(call.lease, 'done');
      await advance(10_000);

      expect([done, again]).toEqual([true, false]);
      expect(await store.claimOutbox(claim)).toEqual([]);
    });

    test('gives a call again when its holder is gone, and fences off the old one', async () => {
      const { store, advance } = harness();
      await put(harness(), 'a');
      const [first] = await store.claimOutbox(claim);
      const held = await store.claimOutbox({ ...claim, holder: 'node-2' });
      await advance(1000);
      const [second] = await store.claimOutbox({ ...claim, holder: 'node-2' });
      if (!first || !second) throw new Error('not claimed');

      expect(held).toEqual([]);
      expect(second.attempt).toBe(2);
      expect(second.lease.fence).toBeGreaterThan(first.lease.fence);
      expect(await store.settleOutbox(first.lease, 'dead')).toBe(false);
      expect(await store.settleOutbox(second.lease, 'done')).toBe(true);
    });

    test('a call to be retried waits for its time, and others pass it', async () => {
      const { store, now, advance } = harness();
      await put(harness(), 'a', 'b');
      const [first] = await store.claimOutbox({ ...claim, limit: 1 });
      if (!first) throw new Error('not claimed');
      await store.settleOutbox(first.lease, { retryAt: now() + 500 });

      const meanwhile = await store.claimOutbox({ ...claim, leaseMs: 10 });
      await advance(500);
      const later = await store.claimOutbox(claim);

      expect(meanwhile.map(({ key }) => key)).toEqual(['b']);
      expect(later.map(({ key, attempt }) => [key, attempt])).toEqual([
        ['a', 2],
        ['b', 2],
      ]);
    });

    test('a dead call is not made again', async () => {
      const { store, advance } = harness();
      await put(harness(), 'a');
      const [call] = await store.claimOutbox(claim);
      if (!call) throw new Error('not claimed');
      await store.settleOutbox(call.lease, 'dead');
      await advance(100_000);

      expect(await store.claimOutbox(claim)).toEqual([]);
    });

    test('the same key twice is one call, also when the first is dead', async () => {
      const { store, advance } = harness();
      await put(harness(), 'a', 'a');
      const calls = await store.claimOutbox(claim);
      const [call] = calls;
      if (!call) throw new Error('not claimed');
      await store.settleOutbox(call.lease, 'dead');

      await commitNow(store, a, 'again', { effects: [putting('a')] });
      await advance(100_000);

      expect(calls).toHaveLength(1);
      expect(await store.claimOutbox(claim)).toEqual([]);
    });
  });
}

function putting(key: string) {
  const request = { key, target: 'orders', payload: { of: key } };
  return { kind: 'outbox.put', request } as const;
}

async function put({ store }: StoreHarness, ...keys: readonly string[]): Promise<void> {
  await begin(store, a, keys.map(putting));
}
