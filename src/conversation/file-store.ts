import type { FileId } from '../kernel/ids.ts';

/** The bytes of uploaded files. Who may see one, and what it is called, stands in the upload's record, not here. */
export interface FileStore {
  /** Durable before it resolves. A file never changes: the same id again keeps the bytes that are there. */
  put(fileId: FileId, bytes: Uint8Array): Promise<void>;
  /** `null` when there is none (any more). */
  get(fileId: FileId): Promise<Uint8Array | null>;
  /** Removing what is not there is no error. */
  remove(fileId: FileId): Promise<void>;
}
