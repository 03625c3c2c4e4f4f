import type { LogSlice, TurnStore } from '../../../src/conversation/turn-store.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';

/** Entries read at once; the store's own limit is 200. */
export const pageLength = 100;

/**
 * A page of the log after `afterSeq`; from the start where that lies ahead of the log, which happens
 * after a restore only. `null`: no such conversation.
 */
export async function readLog(
  store: TurnStore,
  conversationId: ConversationId,
  afterSeq: number,
): Promise<LogSlice | null> {
  const slice = await store.since(conversationId, afterSeq, pageLength);
  if (slice === null || afterSeq <= slice.head) return slice;
  return store.since(conversationId, 0, pageLength);
}
