import { describe, expect, test } from 'vitest';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import { parseRevisionId } from '../../src/kernel/ids.ts';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');
const b = conversation('b');

/** accept and since: the log. */
export function acceptContract(open: OpenHarness): void {
  describe('accept', () => {
    const harness = useHarness(open);

    test('appends 1, 2, 3 … to each conversation on its own', async () => {
      const { store } = harness();
      await begin(store, a);
      await begin(store, b);

      const first = await store.accept(accepting(a, 'k1'));
      const other = await store.accept(accepting(b, 'k1'));
      const second = await store.accept(accepting(a, 'k2'));

      expect(first).toEqual({ kind: 'accepted', seq: 1, isDuplicate: false });
      expect(other).toEqual({ kind: 'accepted', seq: 1, isDuplicate: false });
      expect(second).toEqual({ kind: 'accepted', seq: 2, isDuplicate: false });
    });

    test('answers a repeated key with the first seq and writes nothing', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      await store.accept(accepting(a, 'k2'));

      const repeated = await store.accept(accepting(a, 'k1'));

      expect(repeated).toEqual({ kind: 'accepted', seq: 1, isDuplicate: true });
      expect((await store.since(a, 0, 200))?.head).toBe(2);
    });

    test('refuses a repeated key with another body', async () => {
      const { store } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1', '退货'));

      const other = await store.accept(accepting(a, 'k1', '换货'));

      expect(other).toEqual({ kind: 'conflict' });
      expect((await store.since(a, 0, 200))?.head).toBe(1);
    });

    test('does not know a conversation that nobody began', async () => {
      const { store } = harness();

      const result = await store.accept(accepting(a, 'k1'));

      expect(result).toEqual({ kind: 'unknown' });
      expect(await store.load(a)).toBeNull();
      expect(await store.since(a, 0, 200)).toBeNull();
    });

    test('does not change the eTag, so a turn in progress stays valid', async () => {
      const { store } = harness();
      const etag = await begin(store, a);

      await store.accept(accepting(a, 'k1'));

      expect((await store.load(a))?.etag).toBe(etag);
    });

    test('a key used by a commit is free for a message, and the other way round', async () => {
      const { store } = harness();
      await begin(store, a);

      const accepted = await store.accept(accepting(a, 'start'));
      await store.accept(accepting(a, 'turn:1'));
      const record = await store.load(a);
      const committed = await store.commit({
        conversationId: a,
        key: 'turn:1',
        etag: record?.etag ?? null,
        entries: [reply('好的')],
        effects: [],
      });

      expect(accepted).toEqual({ kind: 'accepted', seq: 1, isDuplicate: false });
      expect(committed).toMatchObject({ kind: 'committed', firstSeq: 3, isDuplicate: false });
    });
  });

  describe('since', () => {
    const harness = useHarness(open);

    test('returns an entry as it was written, with seq and time', async () => {
      const { store, now, advance } = harness();
      await begin(store, a);
      await advance(1234);
      const entry: NewEntry = {
        kind: 'event',
        author: { role: 'agent', id: 'lin', name: '小林' },
        body: {
          text: '👩‍💻 您好\u0000 "引号" \\',
          name: 'handoff.status',
          value: { state: 'queued', place: 2, list: [1, null, true] },
          locale: 'zh-CN',
          channelData: { clientActivityID: 'x' },
        },
        ...withRevision('ab'.repeat(32)),
      };

      await commitNow(store, a, 'e', { entries: [entry] });

      const slice = await store.since(a, 0, 10);
      expect(slice?.entries).toStrictEqual([{ ...entry, seq: 1, at: now() }]);
    });

    test('leaves out what an entry does not have', async () => {
      const { store, now } = harness();
      await begin(store, a);

      await store.accept(accepting(a, 'k1', '你好'));

      const slice = await store.since(a, 0, 10);
      expect(slice?.entries).toStrictEqual([
        {
          kind: 'message',
          author: { role: 'shopper', id: 'dl_a' },
          body: { text: '你好' },
          seq: 1,
          at: now(),
        },
      ]);
    });

    test('begins after the given seq, keeps to the limit and tells the head', async () => {
      const { store } = harness();
      await begin(store, a);
      await commitNow(store, a, 'five', { entries: ['1', '2', '3', '4', '5'].map(reply) });

      const slice = await store.since(a, 1, 3);
      const atHead = await store.since(a, 5, 3);
      const beyond = await store.since(a, 99, 3);

      expect(slice?.entries.map(({ seq }) => seq)).toEqual([2, 3, 4]);
      expect(slice?.head).toBe(5);
      expect(atHead).toEqual({ entries: [], head: 5 });
      expect(beyond).toEqual({ entries: [], head: 5 });
    });

    test('returns at most 200 entries', async () => {
      const { store } = harness();
      await begin(store, a);
      const many = Array.from({ length: 201 }, (_, at) => reply(String(at)));
      await commitNow(store, a, 'many', { entries: many });

      const slice = await store.since(a, 0, 10_000);

      expect(slice?.entries).toHaveLength(200);
      expect(slice?.head).toBe(201);
    });

    test('a message keeps its seq and text over a restart', async () => {
      const { store, reopen } = harness();
      await begin(store, a);
      await store.accept(accepting(a, 'k1', '七天无理由'));

      const again = await reopen();

      expect((await again.since(a, 0, 10))?.entries[0]).toMatchObject({
        seq: 1,
        body: { text: '七天无理由' },
      });
      expect(await again.accept(accepting(a, 'k1', '七天无理由'))).toMatchObject({
        seq: 1,
        isDuplicate: true,
      });
    });
  });
}

function withRevision(text: string): Pick<NewEntry, 'revision'> {
  const revision = parseRevisionId(text);
  return revision === null ? {} : { revision };
}
