import type { Effect } from '../conversation/effect.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { receiptIdOf } from './receipt.ts';

/** Outbox targets of what a shopper asked for and may have at once; the payload is `{conversationId, receiptId}`. */
export const eraseTarget = 'privacy.erase';
export const exportTarget = 'privacy.export';
/** Timer kind that looks again whether what was kept may go; the payload is the same. */
export const resumeTimer = 'privacy.resume';

/** One timer for each request. */
export const resumeTimerId = (receiptId: string) => `privacy:${receiptId}`;

/** When a kept case is looked at again: a day costs nobody a right, and asks little. */
export const resumeAfterMs = 24 * 60 * 60 * 1_000;

/** What the program can do by itself for somebody whose identity is certain. */
export type PrivacyAct = 'erase' | 'export';

/**
 * What the commit that takes a request changes. It is carried out after the commit, as a call to ourselves: it is made
 * at least once, and outlives a crash. Its key is not of the conversation, whose calls are withdrawn when it is erased.
 */
export function requestEffects(
  act: PrivacyAct,
  request: { readonly conversationId: ConversationId; readonly seq: number },
): { readonly receiptId: string; readonly effects: readonly Effect[] } {
  const { conversationId, seq } = request;
  const receiptId = receiptIdOf(`${act}:${conversationId}:${seq}`);
  const target = act === 'erase' ? eraseTarget : exportTarget;
  return {
    receiptId,
    effects: [
      {
        kind: 'outbox.put',
        request: {
          key: `privacy:${receiptId}`,
          target,
          payload: { conversationId, receiptId, actor: 'shopper' },
        },
      },
      {
        kind: 'audit',
        note: { actor: 'shopper', action: `privacy.${act}.request`, subject: receiptId },
      },
    ],
  };
}
