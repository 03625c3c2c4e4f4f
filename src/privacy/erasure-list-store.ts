import { sha256 } from '../kernel/hash.ts';
import type { ConversationId } from '../kernel/ids.ts';

/** Something that was erased, without a word of whose it was. */
export interface ErasedMark {
  /** `erasedConversation` or `erasedCase` of it. */
  readonly hash: string;
  /** Entries of the conversation up to this one are gone; `null`: a case. */
  readonly upTo: number | null;
  readonly receiptId: string;
}

/**
 * What was erased, kept outside of what a restore puts back, so that it is erased again after one. Ids of conversations
 * are random, so nothing can be told from their hashes by whoever has no copy of the data.
 */
export interface ErasureList {
  /** Durable before it resolves. The same again changes nothing. */
  add(marks: readonly ErasedMark[]): Promise<void>;
}

export function erasedConversation(conversationId: ConversationId): string {
  return sha256(`erased:${conversationId}`);
}

/** The id of a case is short enough to be guessed; with its conversation's it is not. */
export function erasedCase(conversationId: ConversationId, caseId: string): string {
  return sha256(`erased:${conversationId}:${caseId}`);
}
