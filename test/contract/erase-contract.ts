import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/conversation/effect.ts';
import type { WriteHint } from '../../src/conversation/turn-store.ts';
import {
  accepting,
  agent,
  begin,
  commitNow,
  committing,
  conversation,
  reply,
  shopper,
} from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');

/** erase: personal data goes, the log keeps its shape. */
export function eraseContract(open: OpenHarness): void {
  describe('erase', () => {
    const harness = useHarness(open);

    test('leaves tombstones with their seq and time, and no word of what was said', async () => {
      const { store, now } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1', '我的电话是 13800138000'));
      await commitNow(store, a, 't', {
        state: { phone: '13800138000' },
        entries: [
          {
            kind: 'message',
            author: { role: 'agent', id: 'lin', name: '林' },
            body: { text: '好' },
          },
        ],
      });

      const erased = await store.erase(a);

      expect(erased).toBe(2);
      expect((await store.since(a, 0, 10))?.entries).toStrictEqual([
        { kind: 'message', author: { role: 'shopper', id: 'dl_a' }, body: null, seq: 1, at: now() },
        { kind: 'message', author: { role: 'agent', id: 'lin' }, body: null, seq: 2, at: now() },
      ]);
      expect((await store.load(a))?.state).toBeNull();
    });

    test('leaves other conversations as they are', async () => {
      const { store } = harness();
      const b = conversation('b');
      await begin(store, a);
      await begin(store, b);
      await store.accept(accepting(a, 'k1', '一'));
      await store.accept(accepting(b, 'k1', '二'));

      await store.erase(a);

      expect((await store.since(b, 0, 10))?.entries[0]?.body).toEqual({ text: '二' });
      expect((await store.load(b))?.state).toEqual({ step: 0 });
    });

    test('still knows a message that is posted again, whatever it says', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1', '一'));
      await store.erase(a);

      const again = await store.accept(accepting(a, 'k1', '二'));

      expect(again).toEqual({ kind: 'accepted', seq: 1, isDuplicate: true });
    });

    test('still knows a commit that is repeated, whatever it was asked to write', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      const act = committing(a, 'reply:lin:1', etag, { entries: [reply('一')], bodyHash: 'one' });
      const first = await store.commit(act);
      await store.erase(a);

      const again = await store.commit({ ...act, bodyHash: 'two' });

      expect(again).toEqual({ ...first, isDuplicate: true });
    });

    test('forgets whose conversation it was', async () => {
      const { store } = harness();
      const shopperId = shopper('张三 01');
      await begin(store, a, [{ kind: 'conversation.belongs-to', shopperId }]);
      const before = await store.load(a);

      await store.erase(a);

      expect(before?.shopperId).toBe(shopperId);
      expect((await store.load(a))?.shopperId).toBeNull();
    });

    test('takes the conversation out of the handoff queue, and nobody else', async () => {
      const { store } = harness();
      const b = conversation('b');
      const enqueue = { kind: 'handoff.enqueue', skill: 's', priority: 0 } as const;
      await begin(store, a, [enqueue]);
      await begin(store, b, [enqueue]);

      await store.erase(a);

      expect(await store.placeInQueue(a)).toBeNull();
      expect(await store.placeInQueue(b)).toBe(1);
      expect(await store.queueDepth()).toBe(1);
    });

    test('an agent who has just reserved it cannot take it any more', async () => {
      const { store } = harness();
      await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const request = { agentId: agent('lin'), capacity: 1, requestId: 'r', leaseMs: 60_000 };
      const claimed = await store.claimHandoff(request);
      if (!claimed) throw new Error('nothing to claim');

      await store.erase(a);

      const etag = (await store.load(a))?.etag ?? null;
      const settle = { kind: 'handoff.settle', lease: claimed.lease, as: 'complete' } as const;
      const taken = await store.commit(committing(a, 'claim', etag, { effects: [settle] }));
      expect(taken).toEqual({ kind: 'fenced' });
      expect(await store.settleHandoff(claimed.lease, 'requeue')).toBe(false);
      expect(await store.queueDepth()).toBe(0);
    });

    test('withdraws the calls to other systems that it left, and nobody else’s', async () => {
      const { store } = harness();
      const claim = { holder: 'n', leaseMs: 60_000, limit: 10 };
      const call = (key: string): Effect => ({
        kind: 'outbox.put',
        request: { key, target: 'orders', payload: { of: key } },
      });
      await begin(store, a, [call('a:1:ask'), call('a:2:ask')]);
      await begin(store, conversation('aa'), [call('aa:1:ask'), call('of-a:1')]);
      const [dead, retried] = await store.claimOutbox({ ...claim, limit: 2 });
      if (!dead || !retried) throw new Error('nothing to claim');
      await store.settleOutbox(dead.lease, 'dead');

      await store.erase(a);

      expect(await store.settleOutbox(retried.lease, 'done')).toBe(false);
      expect((await store.claimOutbox(claim)).map(({ key }) => key)).toEqual([
        'aa:1:ask',
        'of-a:1',
      ]);
      // The key is free again: nothing of the dead call is left.
      await commitNow(store, a, 'again', { effects: [call('a:1:ask')] });
      expect((await store.claimOutbox(claim)).map(({ key }) => key)).toEqual(['a:1:ask']);
    });

    test('a turn that began before cannot write what it remembers', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      await store.accept(accepting(a, 'k1', '13800138000'));
      await store.erase(a);

      const turn = await store.commit(
        committing(a, 'turn:1', etag, { state: { phone: '13800138000' }, processedUpTo: 1 }),
      );

      expect(turn).toEqual({ kind: 'stale' });
    });

    test('leaves nothing that waits for its turn', async () => {
      const { store, advance } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));

      await store.erase(a);

      await advance(10_000);
      const claim = { holder: 'n', leaseMs: 1, idleForMs: 0, limit: 10 };
      const record = { pending: [], processed: 1, lastAccepted: 1, head: 1 };
      expect(await store.load(a)).toMatchObject(record);
      expect(await store.claimPending(claim)).toEqual([]);
    });

    test('the next message begins its count of claims anew', async () => {
      const { store, advance } = harness();
      const claim = { holder: 'n', leaseMs: 1, idleForMs: 0, limit: 10 };
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.claimPending(claim);
      await store.erase(a);

      await store.accept(accepting(a, 'k2'));
      await advance(1);

      expect(await store.claimPending(claim)).toMatchObject([{ attempt: 1 }]);
    });

    test('the conversation can go on', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.erase(a);

      const accepted = await store.accept(accepting(a, 'k2', '你好'));
      await commitNow(store, a, 'turn:2', { processedUpTo: 2, entries: [reply('您好')] });

      expect(accepted).toMatchObject({ seq: 2, isDuplicate: false });
      expect((await store.since(a, 1, 10))?.entries.map(({ body }) => body?.text)).toEqual([
        '你好',
        '您好',
      ]);
    });

    test('counts what it blanked: nothing the second time, nothing where there is nothing', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));

      const counts = [
        await store.erase(a),
        await store.erase(a),
        await store.erase(conversation('x')),
      ];

      expect(counts).toEqual([1, 0, 0]);
    });

    test('hints that the log reads differently now', async () => {
      const { store } = harness();
      const hints: WriteHint[] = [];
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      store.onWrite((hint) => hints.push(hint));

      await store.erase(a);

      await expect.poll(() => hints).toContainEqual({ conversationId: a, head: 1 });
    });
  });
}
