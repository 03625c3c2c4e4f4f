import { commitAct } from '../conversation/commit-act.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import type { Effect } from '../conversation/effect.ts';
import type { NewEntry } from '../conversation/log-entry.ts';
import { type ErasureDeps, type ErasureRequest, eraseSubject } from './erase-subject.ts';
import { resumeAfterMs, resumeTimer, resumeTimerId } from './privacy-effects.ts';
import { type Receipt, receiptWrite } from './receipt.ts';
import { restrictEffects } from './restriction.ts';

interface SettleDeps extends ErasureDeps {
  /** What the shopper reads when it is done. */
  readonly tell: (receipt: Receipt) => ToldReceipt;
}

/** A message of the bot, and what its commit has to write beside it: the revision that it cites. */
export interface ToldReceipt {
  readonly entry: NewEntry;
  readonly effects: readonly Effect[];
}

/**
 * Erases, then writes the receipt's end, tells the shopper, notes it in the audit and has the rest looked at again:
 * one commit. It can be repeated; a part that waits is told once.
 */
export async function settleErasure(
  deps: SettleDeps,
  request: ErasureRequest & { readonly actor: string },
): Promise<Receipt> {
  const erasure = await eraseSubject(deps, request);
  if (erasure.stored.receipt.status === 'done' || !erasure.isProgress) return erasure.receipt;
  const { conversationId, actor } = request;
  const { receiptId, status, erased } = erasure.receipt;
  const told = deps.tell(erasure.receipt);
  await commitAct(deps.store, {
    conversationId,
    key: `privacy-erase:${receiptId}:${erasure.stored.etag}`,
    asked: null,
    decide: (_record, state) => ({
      entries: [entryFor(told.entry, state, receiptId)],
      effects: [
        ...told.effects,
        { kind: 'document.put', write: receiptWrite(erasure.receipt, erasure.stored.etag) },
        {
          kind: 'audit',
          note: {
            actor,
            action: `privacy.erase.${status}`,
            subject: receiptId,
            details: { ...erased },
          },
        },
        ...restrictEffects(erasure.receipt.waitingFor, { receiptId, since: deps.clock.now() }),
        ...laterEffects(erasure.receipt, deps.clock.now()),
      ],
    }),
  });
  return erasure.receipt;
}

/** While an agent speaks the bot has no voice: the desk is told by an event. */
function entryFor(told: NewEntry, { owner }: ConversationState, receiptId: string): NewEntry {
  if (owner.kind !== 'agent') return told;
  const author = { role: 'system', id: 'anxin' } as const;
  return { kind: 'event', author, body: { name: 'privacy.erasure', value: { receiptId } } };
}

/** What waits is looked at again, by a thread that has not gone. */
function laterEffects({ receiptId, waitingFor }: Receipt, now: number): readonly Effect[] {
  const [conversationId] = waitingFor;
  if (conversationId === undefined) return [];
  const payload = { receiptId, conversationId, actor: 'anxin' };
  const timer = {
    id: resumeTimerId(receiptId),
    dueAt: now + resumeAfterMs,
    kind: resumeTimer,
    payload,
  };
  return [{ kind: 'timer.set', timer }];
}
