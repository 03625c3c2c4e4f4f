import { casesOf } from '../cases/read-cases.ts';
import { commitAct } from '../conversation/commit-act.ts';
import type { FileStore } from '../conversation/file-store.ts';
import { forgetBelonging } from '../conversation/shopper-conversations.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import { createUploadRecords } from '../conversation/upload-records.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { eraseCase, eraseConversation } from './erase-conversation.ts';
import {
  type ErasedMark,
  type ErasureList,
  erasedCase,
  erasedConversation,
} from './erasure-list-store.ts';
import { type ErasurePlan, planErasure } from './plan-erasure.ts';
import { findReceipt, type Receipt, receiptWrite, type StoredReceipt } from './receipt.ts';
import { findSubject, type Subject } from './subject.ts';

/** More than anybody says while a conversation is being erased. */
const mostSince = 50;

export interface ErasureDeps {
  readonly store: TurnStore & DocumentStore;
  readonly files: FileStore;
  readonly erasures: ErasureList;
  readonly clock: Clock;
}

export interface ErasureRequest {
  readonly receiptId: string;
  /** Of the subject; whose they are is found by it. */
  readonly conversationId: ConversationId;
}

/** What an erasure has come to, and the receipt that is still to be written. */
export interface Erasure {
  /** As it is kept. */
  readonly stored: StoredReceipt;
  /** As it shall be kept from now on. */
  readonly receipt: Receipt;
  /** Whether anything went this time. */
  readonly isProgress: boolean;
}

/**
 * Erases all that is kept about a subject, but what has a listed ground to stay. It can be repeated at any point: what
 * goes is noted on the receipt before the first of it goes, and what led to it goes last. The receipt's end is left to
 * the caller, who tells the shopper in the same commit.
 */
export async function eraseSubject(deps: ErasureDeps, request: ErasureRequest): Promise<Erasure> {
  const before = await findReceipt(deps.store, request.receiptId);
  if (before?.receipt.status === 'done')
    return { stored: before, receipt: before.receipt, isProgress: false };
  const subject =
    before?.receipt.status === 'waiting'
      ? await remainingSubject(deps, before.receipt)
      : await findSubject(deps.store, request.conversationId);
  const plan = planErasure(subject);
  const isProgress = plan.conversationIds.length + plan.cases.length > 0 || before === null;
  if (before?.receipt.status === 'waiting' && !isProgress)
    return { stored: before, receipt: before.receipt, isProgress };
  const stored = await beginReceipt(deps, { request, before, plan });
  await deps.erasures.add(await marksOf(deps, plan, request.receiptId));
  for (const one of plan.cases) await eraseCase(deps.store, one);
  for (const id of plan.conversationIds) {
    await eraseConversation(deps, id, subject.shopperId);
    await tellErased(deps, id, request.receiptId);
    // The thread to it, so it goes last.
    await forgetBelonging(deps.store, id);
  }
  return { stored, receipt: ended(stored.receipt, deps.clock.now()), isProgress };
}

/** What was left for later, and nothing that began since. */
async function remainingSubject({ store }: ErasureDeps, { waitingFor }: Receipt): Promise<Subject> {
  const whose = waitingFor.map((conversationId) => ({ conversationId, shopperId: null }));
  const cases = (await Promise.all(whose.map((one) => casesOf(store, one)))).flat();
  const records = await Promise.all(waitingFor.map((id) => store.load(id)));
  const shopperId = records.find((record) => record?.shopperId)?.shopperId ?? null;
  return { shopperId, conversationIds: waitingFor, cases };
}

/** Noted before anything goes, so that no restore brings back what nobody knows of. */
async function marksOf(
  { store }: ErasureDeps,
  { conversationIds, cases }: ErasurePlan,
  receiptId: string,
): Promise<readonly ErasedMark[]> {
  const records = await Promise.all(conversationIds.map((id) => store.load(id)));
  return [
    ...conversationIds.map((id, at) => ({
      hash: erasedConversation(id),
      upTo: records[at]?.head ?? 0,
      receiptId,
    })),
    ...cases.map(({ conversationId, caseId }) => ({
      hash: erasedCase(conversationId, caseId),
      upTo: null,
      receiptId,
    })),
  ];
}

interface Beginning {
  readonly request: ErasureRequest;
  readonly before: StoredReceipt | null;
  readonly plan: ErasurePlan;
}

/** Notes what goes, once for each time that something does; a run that was cut off goes on with what it noted. */
async function beginReceipt(
  { store, clock }: ErasureDeps,
  { request, before, plan }: Beginning,
): Promise<StoredReceipt> {
  if (before?.receipt.status === 'running') return before;
  const uploads = createUploadRecords(store);
  const files = await Promise.all(plan.conversationIds.map((id) => uploads.list(id)));
  const earlier = before?.receipt.erased ?? { conversations: 0, cases: 0, files: 0 };
  const receipt: Receipt = {
    receiptId: request.receiptId,
    requestedAt: before?.receipt.requestedAt ?? clock.now(),
    finishedAt: null,
    status: 'running',
    erased: {
      conversations: earlier.conversations + plan.conversationIds.length,
      cases: earlier.cases + plan.cases.length,
      files: earlier.files + files.flat().length,
    },
    kept: plan.kept,
    waitingFor: plan.keptConversations,
  };
  const written = await store.putDocument(receiptWrite(receipt, before?.etag ?? null));
  if (written !== 'changed') return { receipt, etag: written.etag };
  throw new AppError('STORE_BUSY', `receipt '${request.receiptId}' is being written by another`);
}

/** Event of a log whose entries up to `upTo` were erased: whoever has them before their eyes puts them away. */
const erasedEvent = 'privacy.erased';

async function tellErased(
  { store }: ErasureDeps,
  conversationId: ConversationId,
  receiptId: string,
): Promise<void> {
  const author = { role: 'system', id: 'anxin' } as const;
  await commitAct(store, {
    conversationId,
    key: `privacy-erased:${receiptId}`,
    asked: null,
    decide: async ({ head }) => {
      const upTo = await lastErased(store, conversationId, head);
      return {
        entries: [{ kind: 'event', author, body: { name: erasedEvent, value: { upTo } } }],
        effects: [],
      };
    },
  });
}

/** What was said since the erasure stays. */
async function lastErased(
  store: TurnStore,
  conversationId: ConversationId,
  head: number,
): Promise<number> {
  const newest = await store.since(conversationId, Math.max(0, head - mostSince), mostSince);
  return newest?.entries.findLast(({ body }) => body === null)?.seq ?? 0;
}

/** By what was noted at the beginning: a run that was cut off may not find everybody again. */
function ended(receipt: Receipt, now: number): Receipt {
  const isOver = receipt.waitingFor.length === 0;
  return { ...receipt, status: isOver ? 'done' : 'waiting', finishedAt: isOver ? now : null };
}
