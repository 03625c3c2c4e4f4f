/** Outbox targets of what a shopper asked for and may have at once; the payload is `{conversationId, receiptId}`. */
export const eraseTarget = 'privacy.erase';
export const exportTarget = 'privacy.export';
/** Timer kind that looks again whether what was kept may go; the payload is the same. */
export const resumeTimer = 'privacy.resume';

/** One timer for each request. */
export const resumeTimerId = (receiptId: string) => `privacy:${receiptId}`;

/** When a kept case is looked at again: a day costs nobody a right, and asks little. */
export const resumeAfterMs = 24 * 60 * 60 * 1_000;
