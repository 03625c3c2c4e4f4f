import type { AftersalesCase } from '../cases/case.ts';
import { caseCollection } from '../cases/case-document.ts';
import { promiseCollection } from '../cases/promise.ts';
import type { FileStore } from '../conversation/file-store.ts';
import { forgetSession } from '../conversation/shopper-conversations.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import { createUploadRecords } from '../conversation/upload-records.ts';
import { heldCollection } from '../handoff/held-conversations.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import type { ConversationId, ShopperId } from '../kernel/ids.ts';
import { identityCollection } from './identity-check.ts';
import { restrictedCollection } from './restriction.ts';

/** More than anybody is promised in one conversation. */
const mostPromises = 200;

/** Its promises first: they are found by what stands in the case. */
export async function eraseCase(
  store: DocumentStore,
  { caseId, conversationId }: Pick<AftersalesCase, 'caseId' | 'conversationId'>,
): Promise<void> {
  const promises = await promisesIn(store, conversationId);
  for (const { id } of promises.filter((one) => one.id.startsWith(`${caseId}:`)))
    await store.deleteDocument(promiseCollection, id);
  await store.deleteDocument(caseCollection, caseId);
}

async function promisesIn(store: DocumentStore, conversationId: ConversationId) {
  const index = { index: 'conversation', from: conversationId, to: conversationId };
  const page = await store.listDocuments({
    collection: promiseCollection,
    ...index,
    limit: mostPromises,
  });
  return page.rows;
}

/** The files first: their records lead to them, and the conversation leads to the records. */
export async function eraseConversation(
  { store, files }: { readonly store: TurnStore & DocumentStore; readonly files: FileStore },
  conversationId: ConversationId,
  shopperId: ShopperId | null,
): Promise<void> {
  const uploads = createUploadRecords(store);
  for (const { fileId } of await uploads.list(conversationId)) {
    await files.remove(fileId);
    await uploads.remove(fileId);
  }
  for (const { id } of await promisesIn(store, conversationId))
    await store.deleteDocument(promiseCollection, id);
  await store.deleteDocument(heldCollection, conversationId);
  await store.deleteDocument(restrictedCollection, conversationId);
  await store.deleteDocument(identityCollection, conversationId);
  if (shopperId !== null) await forgetSession(store, conversationId, shopperId);
  await store.erase(conversationId);
}
