import { describe, expect, test } from 'vitest';
import type { DocumentQuery, DocumentStore } from '../../src/kernel/document-store.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

/** Documents and their indexes. */
export function documentContract(open: OpenHarness): void {
  describe('documents', () => {
    const harness = useHarness(open);

    test('come back as they were put', async () => {
      const { store } = harness();
      const document = { 名: '张三', list: [1, 2.5, null, { deep: true }], empty: {} };

      const put = await store.putDocument({ collection: 'case', id: 'c1', document });

      expect(await store.getDocument('case', 'c1')).toEqual({
        id: 'c1',
        document,
        etag: put === 'changed' ? '' : put.etag,
      });
      expect(await store.getDocument('draft', 'c1')).toBeNull();
      expect(await store.getDocument('case', 'c2')).toBeNull();
    });

    test('are written against the eTag they were read with', async () => {
      const { store } = harness();
      const write = { collection: 'case', id: 'c1' };
      const first = await store.putDocument({ ...write, document: 1, ifMatch: null });
      if (first === 'changed') throw new Error('there was one already');

      const asNew = await store.putDocument({ ...write, document: 2, ifMatch: null });
      const second = await store.putDocument({ ...write, document: 3, ifMatch: first.etag });
      const late = await store.putDocument({ ...write, document: 4, ifMatch: first.etag });

      expect(asNew).toBe('changed');
      expect(second).not.toEqual(first);
      expect(late).toBe('changed');
      expect((await store.getDocument('case', 'c1'))?.document).toBe(3);
    });

    test('with no condition are written whatever is there', async () => {
      const { store } = harness();
      await store.putDocument({ collection: 'case', id: 'c1', document: 1 });

      const put = await store.putDocument({ collection: 'case', id: 'c1', document: 2 });

      expect((await store.getDocument('case', 'c1'))?.document).toBe(2);
      expect(put).toEqual({ etag: (await store.getDocument('case', 'c1'))?.etag });
    });

    test('of the same id made again are not mistaken for the old one', async () => {
      const { store } = harness();
      const write = { collection: 'case', id: 'c1' };
      const old = await store.putDocument({ ...write, document: 1 });
      await store.deleteDocument('case', 'c1');
      await store.putDocument({ ...write, document: 2 });

      const late = await store.putDocument({
        ...write,
        document: 3,
        ifMatch: old === 'changed' ? '' : old.etag,
      });

      expect(late).toBe('changed');
    });

    test('cannot be required to exist and be new at once', async () => {
      const { store } = harness();

      const put = await store.putDocument({
        collection: 'case',
        id: 'c1',
        document: 1,
        ifMatch: '1',
      });

      expect(put).toBe('changed');
    });

    test('deleted are gone from every list', async () => {
      const { store } = harness();
      await store.putDocument({
        collection: 'case',
        id: 'c1',
        document: 1,
        indexes: { status: 'open' },
      });

      const answers = [
        await store.deleteDocument('case', 'c1'),
        await store.deleteDocument('case', 'c1'),
      ];

      expect(answers).toEqual([true, false]);
      expect(await store.getDocument('case', 'c1')).toBeNull();
      expect(await ids(store, { collection: 'case', index: 'status', limit: 9 })).toEqual([]);
    });
  });

  describe('listDocuments', () => {
    const harness = useHarness(open);

    test('orders numbers by size and text by code point, equal values by id', async () => {
      const { store } = harness();
      const numbers = [10, 9, -1, 2.5, 2 ** 45];
      const texts = ['b', 'B', '！', '😀', 'a', ''];
      for (const value of numbers) await putIndexed(store, String(value), { n: value });
      for (const value of texts) await putIndexed(store, `t${value}`, { t: value });
      await putIndexed(store, 'z', { n: 9 });

      const byNumber = await ids(store, { collection: 'case', index: 'n', limit: 99 });
      const byText = await ids(store, { collection: 'case', index: 't', limit: 99 });

      expect(byNumber).toEqual(['-1', '2.5', '9', 'z', '10', String(2 ** 45)]);
      expect(byText).toEqual(['t', 'tB', 'ta', 'tb', 't！', 't😀']);
    });

    test('keeps to inclusive bounds', async () => {
      const { store } = harness();
      for (const n of [1, 2, 3, 4]) await putIndexed(store, `c${n}`, { n, s: `s${n}` });
      const list = (query: Partial<DocumentQuery>) =>
        ids(store, { collection: 'case', index: 'n', limit: 99, ...query });

      expect(await list({ from: 2, to: 3 })).toEqual(['c2', 'c3']);
      expect(await list({ from: 3 })).toEqual(['c3', 'c4']);
      expect(await list({ to: 2 })).toEqual(['c1', 'c2']);
      expect(await list({ index: 's', from: 's2', to: 's2' })).toEqual(['c2']);
      expect(await list({ index: 's', from: 's3' })).toEqual(['c3', 'c4']);
      expect(await list({ from: 4, to: 1 })).toEqual([]);
    });

    test('lists only its collection and its index', async () => {
      const { store } = harness();
      await putIndexed(store, 'c1', { status: 'open' });
      await putIndexed(store, 'c2', { owner: 'open' });
      await store.putDocument({
        collection: 'draft',
        id: 'd',
        document: 0,
        indexes: { status: 'open' },
      });

      expect(await ids(store, { collection: 'case', index: 'status', limit: 9 })).toEqual(['c1']);
    });

    test('follows a document whose index value changes or goes', async () => {
      const { store } = harness();
      await putIndexed(store, 'c1', { status: 'open', n: 1 });
      await putIndexed(store, 'c1', { status: 'closed' });

      const list = (index: string, at?: string) =>
        ids(store, {
          collection: 'case',
          index,
          limit: 9,
          ...(at === undefined ? {} : { from: at, to: at }),
        });

      expect(await list('status', 'open')).toEqual([]);
      expect(await list('status', 'closed')).toEqual(['c1']);
      expect(await list('n')).toEqual([]);
    });

    test('goes on after a page, also when its last document is gone', async () => {
      const { store } = harness();
      for (const id of ['a', 'b', 'c', 'd', 'e']) await putIndexed(store, id, { n: 1 });
      const query = { collection: 'case', index: 'n', limit: 2 };
      const first = await store.listDocuments(query);
      await store.deleteDocument('case', 'b');

      const second = await store.listDocuments({ ...query, ...cursor(first.next) });
      const third = await store.listDocuments({ ...query, ...cursor(second.next) });

      expect(first.rows.map(({ id }) => id)).toEqual(['a', 'b']);
      expect(second.rows.map(({ id }) => id)).toEqual(['c', 'd']);
      expect(third.rows.map(({ id }) => id)).toEqual(['e']);
      expect(third.next).toBeUndefined();
    });

    test('has no next page when the last one is just full', async () => {
      const { store } = harness();
      for (const id of ['a', 'b']) await putIndexed(store, id, { n: 1 });

      const page = await store.listDocuments({ collection: 'case', index: 'n', limit: 2 });

      expect(page.rows).toHaveLength(2);
      expect(page.next).toBeUndefined();
    });

    test('gives at most 200 a page', async () => {
      const { store } = harness();
      await Promise.all(Array.from({ length: 201 }, (_, n) => putIndexed(store, `c${n}`, { n })));

      const page = await store.listDocuments({ collection: 'case', index: 'n', limit: 5000 });

      expect(page.rows).toHaveLength(200);
      expect(page.next).toBeTypeOf('string');
    });

    test('refuses a cursor that it has not given', async () => {
      const { store } = harness();

      const list = store.listDocuments({ collection: 'case', index: 'n', limit: 2, after: '?' });

      await expect(list).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });
  });
}

async function putIndexed(
  store: DocumentStore,
  id: string,
  indexes: Readonly<Record<string, string | number>>,
): Promise<void> {
  await store.putDocument({ collection: 'case', id, document: { id }, indexes });
}

async function ids(store: DocumentStore, query: DocumentQuery): Promise<readonly string[]> {
  const { rows } = await store.listDocuments(query);
  return rows.map(({ id }) => id);
}

function cursor(next: string | undefined): { readonly after?: string } {
  return next === undefined ? {} : { after: next };
}
