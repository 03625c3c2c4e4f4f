import { z } from 'zod';
import type { Effect } from '../conversation/effect.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { readDocument } from '../kernel/read-document.ts';

/**
 * A conversation whose shopper wants it erased while a case in it is open: it is kept for the case and for nothing
 * else. The mark goes with the conversation.
 */
export interface Restriction {
  readonly receiptId: string;
  /** Epoch ms. */
  readonly since: number;
}

export const restrictedCollection = 'restricted-conversation';

/** Loose: what a newer version wrote beside it stays. */
const shape = z.looseObject({ receiptId: z.string(), since: z.number() });

/** `null`: it may be used as any other. */
export async function findRestriction(
  documents: Pick<DocumentStore, 'getDocument'>,
  conversationId: ConversationId,
): Promise<Restriction | null> {
  const found = await documents.getDocument(restrictedCollection, conversationId);
  return found && readDocument<Restriction>(shape, found.document, 'restriction');
}

/** Marks what stays, with the commit that says that it does. */
export function restrictEffects(
  conversationIds: readonly ConversationId[],
  { receiptId, since }: Restriction,
): readonly Effect[] {
  return conversationIds.map((id) => ({
    kind: 'document.put',
    write: { collection: restrictedCollection, id, document: { receiptId, since } },
  }));
}
