import type { DocumentStore, DocumentWrite } from '../../src/kernel/document-store.ts';

/** Documents in memory, for a conversation that nobody reads again. */
export function createDocumentMap(): DocumentStore {
  const kept = new Map<string, { readonly write: DocumentWrite; readonly etag: string }>();
  let writes = 0;
  const keyOf = (collection: string, id: string) => `${collection}/${id}`;

  return {
    async getDocument(collection, id) {
      const found = kept.get(keyOf(collection, id));
      return found ? { id, document: found.write.document, etag: found.etag } : null;
    },
    async putDocument(write) {
      const key = keyOf(write.collection, write.id);
      const before = kept.get(key)?.etag ?? null;
      if (write.ifMatch !== undefined && write.ifMatch !== before) return 'changed';
      writes += 1;
      const etag = String(writes);
      kept.set(key, { write, etag });
      return { etag };
    },
    async deleteDocument(collection, id) {
      return kept.delete(keyOf(collection, id));
    },
    async listDocuments({ collection, index, from, to, limit }) {
      const found = [...kept.values()].flatMap(({ write, etag }) => {
        const value = write.collection === collection ? write.indexes?.[index] : undefined;
        const isWithin =
          value !== undefined &&
          (from === undefined || value >= from) &&
          (to === undefined || value <= to);
        return isWithin ? [{ value, row: { id: write.id, document: write.document, etag } }] : [];
      });
      const sorted = found.toSorted((a, b) =>
        a.value === b.value ? (a.row.id < b.row.id ? -1 : 1) : a.value < b.value ? -1 : 1,
      );
      return { rows: sorted.slice(0, limit).map(({ row }) => row) };
    },
  };
}
