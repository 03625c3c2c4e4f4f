import { AppError } from '../../kernel/errors.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { EffectWire } from '../wire.ts';
import { addAudit } from './audit.ts';
import { putDocument } from './documents.ts';
import { isLeaseHeld } from './lease.ts';
import { RolledBack } from './operation.ts';
import { putOutbox } from './outbox.ts';
import { leaveQueue, settleHandoff } from './queue.ts';
import type { Statements } from './statements.ts';
import { cancelTimer, setTimer } from './timers.ts';

export interface EffectContext {
  readonly now: number;
  /** Absent where a timer is settled: then effects on a conversation are refused. */
  readonly conversation?: {
    readonly id: ConversationId;
    readonly number: number;
    readonly isNew: boolean;
  };
}

/** Applies the effects in their order inside the caller's savepoint; throws RolledBack where one must undo them all. */
export function applyEffects(
  sql: Statements,
  effects: readonly EffectWire[],
  context: EffectContext,
): void {
  for (const effect of effects) applyEffect(sql, effect, context);
}

function applyEffect(sql: Statements, effect: EffectWire, context: EffectContext): void {
  switch (effect.kind) {
    case 'timer.set':
      setTimer(sql, effect.timer);
      return;
    case 'timer.cancel':
      cancelTimer(sql, effect.id);
      return;
    case 'document.put':
      if (putDocument(sql, effect.write) === 'changed') throw new RolledBack({ kind: 'stale' });
      return;
    case 'outbox.put':
      putOutbox(sql, effect.request);
      return;
    case 'audit':
      addAudit(sql, effect.note, context.now);
      return;
    default:
      applyToConversation(sql, effect, context);
  }
}

type ConversationEffect = Extract<
  EffectWire,
  { readonly kind: `handoff.${string}` | 'conversation.belongs-to' | 'timer.settle' }
>;

function applyToConversation(
  sql: Statements,
  effect: ConversationEffect,
  { conversation, now }: EffectContext,
): void {
  if (conversation === undefined) {
    throw new AppError('INTERNAL', `a timer cannot have the effect ${effect.kind}: commit a turn`);
  }
  switch (effect.kind) {
    case 'handoff.enqueue':
      sql.queue.enqueue.run(conversation.id, effect.skill, effect.priority, now);
      return;
    case 'handoff.withdraw':
      leaveQueue(sql, conversation.id);
      return;
    case 'handoff.settle':
      if (!settleHandoff(sql, effect, now)) throw new RolledBack({ kind: 'fenced' });
      return;
    case 'timer.settle':
      if (!isLeaseHeld(sql, 'timer', effect.lease)) throw new RolledBack({ kind: 'fenced' });
      cancelTimer(sql, effect.lease.subject);
      return;
    case 'conversation.belongs-to':
      nameShopper(sql, effect.shopperId, conversation);
      return;
    default:
      effect satisfies never;
  }
}

function nameShopper(
  sql: Statements,
  shopperId: string,
  conversation: { readonly id: string; readonly number: number; readonly isNew: boolean },
): void {
  if (!conversation.isNew) {
    throw new AppError(
      'INTERNAL',
      `${conversation.id} has begun already: name its shopper in the first commit`,
    );
  }
  sql.turn.nameShopper.run(conversation.number, shopperId);
}
