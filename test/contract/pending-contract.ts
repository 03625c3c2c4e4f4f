import { describe, expect, test } from 'vitest';
import {
  accepting,
  begin,
  commitNow,
  committing,
  conversation,
  reply,
} from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');
const b = conversation('b');
const claim = { holder: 'node-1', leaseMs: 1000, idleForMs: 100, limit: 10 };

/** claimPending: messages whose turn was lost with its node. */
export function pendingContract(open: OpenHarness): void {
  describe('claimPending', () => {
    const harness = useHarness(open);

    test('gives what has waited long enough, the longest first', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await begin(store, b);
      await store.accept(accepting(b, 'k1'));
      await advance(1);
      await store.accept(accepting(a, 'k1'));
      await advance(98);

      const early = await store.claimPending(claim);
      await advance(1);
      const first = await store.claimPending({ ...claim, limit: 1 });
      await advance(1);
      const second = await store.claimPending(claim);

      expect(early).toEqual([]);
      expect(first.map(({ conversationId }) => conversationId)).toEqual([b]);
      expect(second.map(({ conversationId }) => conversationId)).toEqual([a]);
    });

    test('counts the wait from the oldest message without a turn', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await advance(90);
      await store.accept(accepting(a, 'k2'));
      await advance(10);

      const byFirst = await store.claimPending(claim);
      await commitNow(store, a, 'turn:1', { processedUpTo: 1 });
      await advance(60_000);
      const bySecond = await store.claimPending({ ...claim, idleForMs: 60_011 });

      expect(byFirst).toHaveLength(1);
      expect(bySecond).toEqual([]);
      expect(await store.claimPending({ ...claim, idleForMs: 60_010 })).toHaveLength(1);
    });

    test('gives nothing that has had its turn, nor entries that no shopper sent', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await commitNow(store, a, 'turn:1', { processedUpTo: 1, entries: [reply('好')] });
      await advance(10_000);

      expect(await store.claimPending(claim)).toEqual([]);
    });

    test('gives nothing that is held, and all of it again when the lease has ended', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await advance(100);
      const [first] = await store.claimPending(claim);

      const held = await store.claimPending({ ...claim, holder: 'node-2' });
      await advance(1000);
      const [second] = await store.claimPending({ ...claim, holder: 'node-2' });

      expect(held).toEqual([]);
      expect(second?.lease).toMatchObject({ subject: a, holder: 'node-2' });
      expect(second?.lease.fence).toBeGreaterThan(first?.lease.fence ?? Infinity);
    });

    test('counts the claims since a turn moved on, over a restart of the store', async () => {
      const harnessed = harness();
      const { store, advance } = harnessed;
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.accept(accepting(a, 'k2'));
      await advance(100);
      const first = await store.claimPending(claim);
      await advance(1000);
      const second = await store.claimPending(claim);

      const again = await harnessed.reopen();
      await advance(1000);
      const third = await again.claimPending(claim);

      const attempts = [first, second, third].map((claims) => claims.map(({ attempt }) => attempt));
      expect(attempts).toEqual([[1], [2], [3]]);
    });

    test('only a commit that moves processed on begins the count anew', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.accept(accepting(a, 'k2'));
      await advance(100);
      await store.claimPending(claim);
      await commitNow(store, a, 'reply:lin:1', { entries: [reply('客服')], processedUpTo: 0 });
      await advance(1000);
      const [still] = await store.claimPending(claim);

      await commitNow(store, a, 'turn:1', { processedUpTo: 1 });
      await advance(1000);
      const [anew] = await store.claimPending(claim);

      expect(still?.attempt).toBe(2);
      expect(anew?.attempt).toBe(1);
    });

    test('each conversation has a count of its own', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await begin(store, b);
      await store.accept(accepting(a, 'k1'));
      await advance(100);
      await store.claimPending(claim);
      await store.accept(accepting(b, 'k1'));
      await advance(1000);

      const claims = await store.claimPending(claim);

      expect(claims.map(({ conversationId, attempt }) => [conversationId, attempt])).toEqual([
        [a, 2],
        [b, 1],
      ]);
    });

    test('who lost the lease cannot commit with it, who has it can', async () => {
      const { store, advance } = harness();
      const etag = await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await advance(100);
      const [late] = await store.claimPending(claim);
      await advance(1000);
      const [holder] = await store.claimPending({ ...claim, holder: 'node-2' });
      if (!late || !holder) throw new Error('nothing to claim');
      const turn = { processedUpTo: 1, entries: [reply('好')] };

      const fenced = await store.commit(
        committing(a, 'turn:1', etag, { ...turn, lease: late.lease }),
      );
      const committed = await store.commit(
        committing(a, 'turn:1', etag, { ...turn, lease: holder.lease }),
      );
      const repeated = await store.commit(
        committing(a, 'turn:1', etag, { ...turn, lease: late.lease }),
      );

      expect(fenced).toEqual({ kind: 'fenced' });
      expect(committed).toMatchObject({ kind: 'committed', isDuplicate: false });
      expect(repeated).toMatchObject({ kind: 'committed', isDuplicate: true });
    });

    test('a lease is checked before the eTag, and serves its own conversation only', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      const etagOfB = await begin(store, b);
      await store.accept(accepting(a, 'k1'));
      await advance(100);
      const [held] = await store.claimPending(claim);
      if (!held) throw new Error('nothing to claim');
      const other = { ...held.lease, fence: held.lease.fence + 1 };

      const fenced = await store.commit(committing(a, 'k', 'other', { lease: other }));
      const foreign = await store.commit(committing(b, 'k', etagOfB, { lease: held.lease }));

      expect([fenced, foreign]).toEqual([{ kind: 'fenced' }, { kind: 'fenced' }]);
    });

    test('a commit that leaves nothing pending lets the lease go', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await advance(100);
      const [held] = await store.claimPending({ ...claim, leaseMs: 60_000 });
      if (!held) throw new Error('nothing to claim');
      await commitNow(store, a, 'turn:1', { processedUpTo: 1, lease: held.lease });

      await store.accept(accepting(a, 'k2'));
      await advance(100);

      expect(await store.claimPending({ ...claim, holder: 'node-2' })).toHaveLength(1);
    });
  });
}
