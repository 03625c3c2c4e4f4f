import type { Json } from './json.ts';

/** A page of a listing; `next` is absent on the last one and opaque otherwise. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly next?: string;
}

/** Index values must hold no personal data: they outlive the document's erasure in backups of the index. */
export interface DocumentWrite {
  readonly collection: string;
  readonly id: string;
  readonly document: Json;
  /** Index name → value (text compares by code point, numbers by size; one index holds one of the two). Absent: in no index. */
  readonly indexes?: Readonly<Record<string, string | number>>;
  /** `null`: must not exist yet; a string: must still have this eTag; absent: written whatever is there. */
  readonly ifMatch?: string | null;
}

export interface StoredDocument {
  readonly id: string;
  readonly document: Json;
  readonly etag: string;
}

export interface DocumentQuery {
  readonly collection: string;
  readonly index: string;
  /** Inclusive bounds of the index value. */
  readonly from?: string | number;
  readonly to?: string | number;
  readonly after?: string;
  /** At most 200. */
  readonly limit: number;
}

/** Small JSON documents with secondary indexes: cases, revisions, drafts, upload records. */
export interface DocumentStore {
  getDocument(collection: string, id: string): Promise<StoredDocument | null>;
  /** Atomic and durable before it resolves. `'changed'` when `ifMatch` did not hold; then nothing is written. */
  putDocument(write: DocumentWrite): Promise<{ readonly etag: string } | 'changed'>;
  /** Returns whether there was one. */
  deleteDocument(collection: string, id: string): Promise<boolean>;
  /** Ordered by index value, then id. */
  listDocuments(query: DocumentQuery): Promise<Page<StoredDocument>>;
}
