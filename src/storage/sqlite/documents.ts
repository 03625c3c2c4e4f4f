import type { DocumentQuery, Page } from '../../kernel/document-store.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { DocumentKey, DocumentWire, DocumentWriteWire } from '../wire.ts';
import { allRows, firstRow, type Statements } from './statements.ts';

const pageLimit = 200;
/** SQLite sorts numbers before text and text before blobs: these two lie outside every index value. */
const belowAll = -Infinity;
const aboveAll = new Uint8Array([255]);

interface DocumentRow {
  readonly etag: number;
  readonly body: string;
}

/** One document, or null. */
export function getDocument(sql: Statements, { collection, id }: DocumentKey): DocumentWire | null {
  const row = firstRow<DocumentRow>(sql.documents.find, collection, id);
  return row === undefined ? null : { id, document: row.body, etag: String(row.etag) };
}

/** Writes the document with its index rows, unless `ifMatch` does not hold. */
export function putDocument(
  sql: Statements,
  write: DocumentWriteWire,
): { readonly etag: string } | 'changed' {
  const { collection, id } = write;
  const before = firstRow<DocumentRow>(sql.documents.find, collection, id);
  const etagBefore = before === undefined ? null : String(before.etag);
  if (write.ifMatch !== undefined && write.ifMatch !== etagBefore) return 'changed';
  const etag = firstRow<{ value: number }>(sql.documents.nextEtag)?.value;
  if (etag === undefined)
    throw new Error('meta has no row named document_etag: the database is damaged');
  sql.documents.put.run(collection, id, etag, write.document);
  if (before !== undefined) sql.documents.removeIndexes.run(collection, id);
  for (const [name, value] of write.indexes)
    sql.documents.addIndex.run(collection, name, value, id);
  return { etag: String(etag) };
}

/** Removes the document with its index rows. */
export function deleteDocument(sql: Statements, { collection, id }: DocumentKey): boolean {
  sql.documents.removeIndexes.run(collection, id);
  return Number(sql.documents.remove.run(collection, id).changes) > 0;
}

/** A page in the order of index value, then id. */
export function listDocuments(sql: Statements, query: DocumentQuery): Page<DocumentWire> {
  const [afterValue = belowAll, afterId = ''] =
    query.after === undefined ? [] : readCursor(query.after, 2);
  const limit = Math.min(query.limit, pageLimit);
  const found = allRows<DocumentRow & { value: string | number; id: string }>(
    sql.documents.list,
    query.collection,
    query.index,
    query.from ?? belowAll,
    query.to ?? aboveAll,
    afterValue,
    afterId,
    limit + 1,
  );
  const rows = found
    .slice(0, limit)
    .map(({ id, body, etag }) => ({ id, document: body, etag: String(etag) }));
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, next: writeCursor([last.value, last.id]) };
}
