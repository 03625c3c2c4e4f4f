import type { DocumentStore, Page } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { promiseCollection, promiseFromJson, type TrackedPromise } from './promise.ts';

type Documents = Pick<DocumentStore, 'getDocument' | 'listDocuments'>;

/** A promise and the eTag it was read with. */
export interface StoredPromise {
  readonly promise: TrackedPromise;
  readonly etag: string;
}

export async function findPromise(
  documents: Documents,
  promiseId: string,
): Promise<StoredPromise | null> {
  const found = await documents.getDocument(promiseCollection, promiseId);
  return found && { promise: promiseFromJson(found.document), etag: found.etag };
}

/** Which promises: of a conversation, or of all those that are alarmed or that run. */
export type WhichPromises =
  | { readonly conversationId: ConversationId }
  | { readonly index: 'alarm' | 'running' };

/** Of all, the first due comes first. */
export async function listPromises(
  documents: Documents,
  which: WhichPromises,
  page: { readonly limit: number; readonly after?: string },
): Promise<Page<TrackedPromise>> {
  const where =
    'index' in which
      ? { index: which.index }
      : { index: 'conversation', from: which.conversationId, to: which.conversationId };
  const found = await documents.listDocuments({ collection: promiseCollection, ...where, ...page });
  const rows = found.rows.map(({ document }) => promiseFromJson(document));
  return { ...found, rows };
}
