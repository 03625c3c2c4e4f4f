import { describe, expect, test } from 'vitest';
import type { WriteHint } from '../../src/conversation/turn-store.ts';
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

/** commit, load and onWrite: the turn. */
export function commitContract(open: OpenHarness): void {
  describe('commit', () => {
    const harness = useHarness(open);

    test('begins a conversation that load then returns', async () => {
      const { store, now } = harness();

      const result = await store.commit(
        committing(a, 'start', null, { state: { step: 1, 名: '值' }, entries: [reply('您好')] }),
      );

      const record = await store.load(a);
      expect(result).toEqual({
        kind: 'committed',
        firstSeq: 1,
        etag: record?.etag,
        isDuplicate: false,
      });
      expect(record).toEqual({
        state: { step: 1, 名: '值' },
        etag: expect.any(String),
        head: 1,
        processed: 0,
        lastAccepted: 0,
        pending: [],
        shopperId: null,
        startedAt: now(),
      });
    });

    test('a conversation begun without a state has the state null', async () => {
      const { store } = harness();

      await store.commit(committing(a, 'start', null));

      expect((await store.load(a))?.state).toBeNull();
    });

    test('cannot begin a conversation that exists, nor go on with one that does not', async () => {
      const { store } = harness();
      const etag = await begin(store, a);

      const again = await store.commit(committing(a, 'again', null));
      const nowhere = await store.commit(committing(conversation('b'), 'k', etag));

      expect(again).toEqual({ kind: 'stale' });
      expect(nowhere).toEqual({ kind: 'stale' });
      expect(await store.load(conversation('b'))).toBeNull();
    });

    test('writes against the eTag it was loaded with only, and every commit changes it', async () => {
      const { store } = harness();
      const first = await begin(store, a);

      const second = await store.commit(committing(a, 'k2', first));
      const late = await store.commit(
        committing(a, 'k3', first, { state: { step: 'late' }, entries: [reply('太晚了')] }),
      );

      expect(second).toMatchObject({ kind: 'committed' });
      expect(second).not.toMatchObject({ etag: first });
      expect(late).toEqual({ kind: 'stale' });
      expect(await store.load(a)).toMatchObject({ state: { step: 0 }, head: 0 });
    });

    test('without a state the state stays, with null it becomes null', async () => {
      const { store } = harness();
      await begin(store, a);

      await commitNow(store, a, 'k1', { entries: [reply('一')] });
      const kept = await store.load(a);
      await commitNow(store, a, 'k2', { state: null });
      const emptied = await store.load(a);

      expect(kept?.state).toEqual({ step: 0 });
      expect(emptied?.state).toBeNull();
    });

    test('tells the seq of its first entry, or the head where it has none', async () => {
      const { store } = harness();
      const etag = await begin(store, a);

      const two = await store.commit(
        committing(a, 'k1', etag, { entries: [reply('一'), reply('二')] }),
      );
      const none = await store.commit(
        committing(a, 'k2', two.kind === 'committed' ? two.etag : null),
      );

      expect(two).toMatchObject({ firstSeq: 1 });
      expect(none).toMatchObject({ firstSeq: 2 });
    });

    test('a repeated key gets the first answer though the eTag has moved on', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      const turn = committing(a, 'k1', etag, { entries: [reply('一')], state: { step: 1 } });
      const first = await store.commit(turn);
      await commitNow(store, a, 'k2', { entries: [reply('二')], state: { step: 2 } });

      const repeated = await store.commit(turn);

      expect(repeated).toEqual({ ...first, isDuplicate: true });
      expect(await store.load(a)).toMatchObject({ state: { step: 2 }, head: 2 });
    });

    test('a repeated begin gets the first answer too', async () => {
      const { store } = harness();
      const turn = committing(a, 'start', null, { entries: [reply('您好')] });
      const first = await store.commit(turn);

      const repeated = await store.commit(turn);

      expect(repeated).toEqual({ ...first, isDuplicate: true });
    });

    test('refuses a repeated key with another body, whatever else holds', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      const act = committing(a, 'reply:lin:1', etag, { entries: [reply('一')], bodyHash: 'one' });
      const first = await store.commit(act);

      const same = await store.commit({ ...act, ifHead: 0 });
      const other = await store.commit({ ...act, bodyHash: 'two' });
      const otherStale = await store.commit({ ...act, bodyHash: 'two', etag: 'no such etag' });

      expect(same).toEqual({ ...first, isDuplicate: true });
      expect([other, otherStale]).toEqual([{ kind: 'conflict' }, { kind: 'conflict' }]);
      expect(await store.load(a)).toMatchObject({ head: 1 });
    });

    test('a key repeated without a body hash on either side gets the first answer', async () => {
      const { store } = harness();
      await begin(store, a);
      await commitNow(store, a, 'with', { bodyHash: 'one' });
      await commitNow(store, a, 'without', {});

      const nowWithout = await store.commit(committing(a, 'with', null));
      const nowWith = await store.commit(committing(a, 'without', null, { bodyHash: 'one' }));

      expect(nowWithout).toMatchObject({ kind: 'committed', isDuplicate: true });
      expect(nowWith).toMatchObject({ kind: 'committed', isDuplicate: true });
    });

    test('the commit that begins a conversation remembers its body, too', async () => {
      const { store } = harness();
      await store.commit(committing(a, 'start', null, { bodyHash: 'one' }));

      const other = await store.commit(committing(a, 'start', null, { bodyHash: 'two' }));

      expect(other).toEqual({ kind: 'conflict' });
    });

    test('a refused commit does not use up its key', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.commit(committing(a, 'k1', 'no such etag'));

      const etag = (await store.load(a))?.etag ?? null;
      const again = await store.commit(committing(a, 'k1', etag));

      expect(again).toMatchObject({ kind: 'committed', isDuplicate: false });
    });

    test('with ifHead it is refused once the log has grown past it', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.accept(accepting(a, 'k2'));

      const moved = await store.commit(committing(a, 'r1', etag, { ifHead: 1 }));
      const seen = await store.commit(committing(a, 'r2', etag, { ifHead: 2 }));

      expect(moved).toEqual({ kind: 'head-moved', head: 2 });
      expect(seen).toMatchObject({ kind: 'committed' });
    });

    test('checks the key, then the eTag, then the head', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      await commitNow(store, a, 'k1', { entries: [reply('一')] });

      const repeated = await store.commit(committing(a, 'k1', etag, { ifHead: 0 }));
      const stale = await store.commit(committing(a, 'k2', etag, { ifHead: 0 }));

      expect(repeated).toMatchObject({ kind: 'committed', isDuplicate: true });
      expect(stale).toEqual({ kind: 'stale' });
    });

    test('a message accepted meanwhile does not make a turn stale', async () => {
      const { store } = harness();
      const etag = await begin(store, a);
      await store.accept(accepting(a, 'k1'));

      const result = await store.commit(
        committing(a, 'turn:0', etag, { entries: [reply('一')], processedUpTo: 0 }),
      );

      expect(result).toMatchObject({ kind: 'committed', firstSeq: 2 });
    });
  });

  describe('load', () => {
    const harness = useHarness(open);

    test('returns null for a conversation that nobody began', async () => {
      expect(await harness().store.load(a)).toBeNull();
    });

    test('shows what was accepted and not processed, and never what a commit wrote', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1', '一'));
      await commitNow(store, a, 'agent', { entries: [reply('客服')] });
      await store.accept(accepting(a, 'k2', '二'));

      const before = await store.load(a);
      await commitNow(store, a, 'turn:1', { processedUpTo: 1 });
      const between = await store.load(a);
      await commitNow(store, a, 'turn:3', { processedUpTo: 3, entries: [reply('好')] });
      const after = await store.load(a);

      expect(before?.pending.map(({ seq, body }) => [seq, body?.text])).toEqual([
        [1, '一'],
        [3, '二'],
      ]);
      expect(between).toMatchObject({ processed: 1, pending: [{ seq: 3 }] });
      expect(after).toMatchObject({ processed: 3, head: 4, pending: [] });
    });

    test('tells the newest accepted entry, whoever wrote after it and whether it had its turn', async () => {
      const { store } = harness();
      await begin(store, a);
      await commitNow(store, a, 'hello', { entries: [reply('您好')] });
      const none = await store.load(a);
      await store.accept(accepting(a, 'k1', '一'));
      await store.accept(accepting(a, 'k2', '二'));
      await commitNow(store, a, 'turn:3', { processedUpTo: 3, entries: [reply('好')] });
      const some = await store.load(a);

      expect(none).toMatchObject({ head: 1, lastAccepted: 0 });
      expect(some).toMatchObject({ head: 4, processed: 3, lastAccepted: 3 });
    });

    test('shows the oldest 16 of what waits', async () => {
      const { store } = harness();
      await begin(store, a);
      for (let at = 1; at <= 18; at += 1) await store.accept(accepting(a, `k${at}`));

      const record = await store.load(a);

      expect(record?.pending.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 16 }, (_, at) => at + 1),
      );
    });

    test('processed never goes back', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.accept(accepting(a, 'k2'));
      await commitNow(store, a, 'turn:2', { processedUpTo: 2 });

      await commitNow(store, a, 'turn:1', { processedUpTo: 1 });

      expect((await store.load(a))?.processed).toBe(2);
    });

    test('a turn cannot have processed what is not there yet', async () => {
      const { store } = harness();
      const etag = await begin(store, a);

      const commit = store.commit(committing(a, 'k', etag, { processedUpTo: 5, state: 'new' }));

      await expect(commit).rejects.toThrow(/beyond the head 0/);
      expect(await store.load(a)).toMatchObject({ etag, state: { step: 0 } });
    });
  });

  describe('onWrite', () => {
    const harness = useHarness(open);

    test('hints at the newest entry after a write, until it is stopped', async () => {
      const { store } = harness();
      const stopped: WriteHint[] = [];
      const all: WriteHint[] = [];
      const stop = store.onWrite((hint) => stopped.push(hint));
      store.onWrite((hint) => all.push(hint));
      await begin(store, a);

      await store.accept(accepting(a, 'k1'));
      await commitNow(store, a, 't', { entries: [reply('一'), reply('二')] });
      await expect.poll(() => stopped.at(-1)).toEqual({ conversationId: a, head: 3 });
      stop();
      await store.accept(accepting(a, 'k2'));

      await expect.poll(() => all.at(-1)).toEqual({ conversationId: a, head: 4 });
      expect(stopped.at(-1)?.head).toBe(3);
    });
  });
}
