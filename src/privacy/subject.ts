import type { AftersalesCase } from '../cases/case.ts';
import { casesOf } from '../cases/read-cases.ts';
import { conversationsOf } from '../conversation/shopper-conversations.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { ConversationId, ShopperId } from '../kernel/ids.ts';

export type SubjectStore = Pick<TurnStore, 'load' | 'since'> &
  Pick<DocumentStore, 'getDocument' | 'listDocuments'>;

/** Somebody of whom something is kept, with all of their conversations and cases. */
export interface Subject {
  /** `null`: nobody knows any more; the conversation was erased. */
  readonly shopperId: ShopperId | null;
  /** The one they were found by comes last: it is the thread that leads to the others. */
  readonly conversationIds: readonly ConversationId[];
  readonly cases: readonly AftersalesCase[];
}

/** Who a conversation belongs to, and all else that is theirs. */
export async function findSubject(
  store: SubjectStore,
  conversationId: ConversationId,
): Promise<Subject> {
  const record = await store.load(conversationId);
  if (record === null)
    throw new AppError('CONVERSATION_UNKNOWN', `no conversation '${conversationId}'`);
  const { shopperId } = record;
  const noted = shopperId === null ? [] : await conversationsOf(store, shopperId);
  const known = [...new Set([...noted, conversationId])];
  const found = await Promise.all(
    known.map((id) => casesOf(store, { conversationId: id, shopperId })),
  );
  const cases = [...new Map(found.flat().map((one) => [one.caseId, one])).values()];
  // A conversation that began before belongings were noted may be known by its case only.
  const all = new Set([...known, ...cases.map((one) => one.conversationId)]);
  all.delete(conversationId);
  return { shopperId, conversationIds: [...all, conversationId], cases };
}

/** A matter that is not settled yet: what it leans on is not deleted before it is. */
export function isDispute({ kind, status }: AftersalesCase): boolean {
  return status !== 'closed' && kind !== 'privacy_request';
}
