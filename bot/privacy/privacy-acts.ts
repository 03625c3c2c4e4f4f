import { z } from 'zod';
import type { FileStore } from '../../src/conversation/file-store.ts';
import type { OutboxCall } from '../../src/conversation/outbox-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import type { ErasureList } from '../../src/privacy/erasure-list-store.ts';
import { resumeAfterMs, resumeTimer, resumeTimerId } from '../../src/privacy/privacy-effects.ts';
import type { Receipt } from '../../src/privacy/receipt.ts';
import { settleErasure, type ToldReceipt } from '../../src/privacy/settle-erasure.ts';
import type { Store } from '../../src/storage/store.ts';
import { branded } from '../channels/branded.ts';
import type { FireTimer } from '../turn/timer-runner.ts';

export interface PrivacyActDeps {
  readonly store: Store;
  readonly files: FileStore;
  readonly erasures: ErasureList;
  readonly clock: Clock;
  readonly tell: (receipt: Receipt) => ToldReceipt;
}

export const privacyPayload = z.object({
  conversationId: z.string().transform(branded(parseConversationId)),
  receiptId: z.string(),
  actor: z.string(),
});

/** Carries out a deletion that a shopper asked for. It may be made twice: the receipt knows how far it is. */
export function createEraseCall(deps: PrivacyActDeps): (call: OutboxCall) => Promise<void> {
  return async ({ payload }) => {
    await settleErasure(deps, privacyPayload.parse(payload));
  };
}

/** Looks again at what had to stay: what has been settled since goes now, and the rest is looked at tomorrow. */
export function createResumeErasure(deps: PrivacyActDeps): FireTimer {
  return async ({ payload }, firing) => {
    const request = privacyPayload.parse(payload);
    const { receiptId, status } = await settleErasure(deps, request);
    const dueAt = deps.clock.now() + resumeAfterMs;
    const again = { id: resumeTimerId(receiptId), dueAt, kind: resumeTimer, payload };
    await firing.settle(status === 'waiting' ? [{ kind: 'timer.set', timer: again }] : []);
  };
}
