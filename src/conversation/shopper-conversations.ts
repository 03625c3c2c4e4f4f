import type { DocumentStore, DocumentWrite } from '../kernel/document-store.ts';
import { sha256 } from '../kernel/hash.ts';
import { type ConversationId, parseConversationId, type ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';

/** Which conversations are a shopper's: asked when somebody wants to see or delete all that is kept about them. */
const belongingCollection = 'conversation-belonging';

/** Which conversation a shopper comes back to, under the hash of their id. */
export const sessionCollection = 'chat-session';

const index = 'shopper';
/** Of one page; whoever has more is read page by page. */
const pageLength = 200;

/** Notes whose a conversation is, with the commit that begins it. */
export function belongingWrite(
  conversationId: ConversationId,
  shopperId: ShopperId,
): DocumentWrite {
  return {
    collection: belongingCollection,
    id: conversationId,
    document: null,
    indexes: { [index]: indexValue(shopperId) },
  };
}

/** All of a shopper, but those that began before this was noted. */
export async function conversationsOf(
  documents: Pick<DocumentStore, 'listDocuments'>,
  shopperId: ShopperId,
): Promise<readonly ConversationId[]> {
  const value = indexValue(shopperId);
  const query = { collection: belongingCollection, index, from: value, to: value };
  const found: ConversationId[] = [];
  for (let after: string | undefined, hasMore = true; hasMore; ) {
    const page = await documents.listDocuments({
      ...query,
      limit: pageLength,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.rows.flatMap(({ id }) => parseConversationId(id) ?? []));
    after = page.next;
    hasMore = after !== undefined;
  }
  return found;
}

/** Forgets whose an erased conversation was. */
export async function forgetBelonging(
  documents: Pick<DocumentStore, 'deleteDocument'>,
  conversationId: ConversationId,
): Promise<void> {
  await documents.deleteDocument(belongingCollection, conversationId);
}

/** Whoever came back to this conversation begins a new one the next time. */
export async function forgetSession(
  documents: Pick<DocumentStore, 'getDocument' | 'deleteDocument'>,
  conversationId: ConversationId,
  shopperId: ShopperId,
): Promise<void> {
  const session = await documents.getDocument(sessionCollection, sha256(shopperId));
  if (session !== null && namesConversation(session.document, conversationId))
    await documents.deleteDocument(sessionCollection, session.id);
}

function namesConversation(session: Json, conversationId: ConversationId): boolean {
  return (
    session !== null &&
    typeof session === 'object' &&
    'conversationId' in session &&
    session['conversationId'] === conversationId
  );
}

/** Indexes hold no personal data, so a shopper is found by a hash. */
const indexValue = (shopperId: ShopperId) => sha256(`conversation:${shopperId}`);
