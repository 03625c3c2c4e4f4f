import type { OutboxStore } from '../conversation/outbox-store.ts';
import type { AcceptRequest, ConversationRecord, TurnCommit } from '../conversation/turn-store.ts';
import type { QueueStore } from '../handoff/queue-store.ts';
import type { StoredDocument } from '../kernel/document-store.ts';
import type { ConversationId, ShopperId } from '../kernel/ids.ts';
import type { LeaseToken } from '../kernel/lease.ts';
import type { AuditLine } from '../staff/audit-store.ts';

/*
 * What crosses between the ports and whatever keeps the rows: a worker thread or a server. JSON is made and read on
 * this side and travels as text: a string is passed on by one copy, an object tree node by node.
 */

/** An entry as columns; `body` is JSON. */
export interface EntryColumns {
  readonly kind: string;
  readonly authorRole: string;
  readonly authorId: string;
  readonly authorName: string | null;
  readonly revision: string | null;
  readonly body: string;
}

/** An entry as it is read. */
export interface EntryRow extends Omit<EntryColumns, 'body'> {
  readonly seq: number;
  readonly at: number;
  readonly body: string | null;
}

export interface AcceptWire extends Omit<AcceptRequest, 'entry'> {
  readonly entry: EntryColumns;
}

export interface CommitWire extends Omit<TurnCommit, 'state' | 'entries' | 'effects'> {
  readonly state: string | null;
  readonly entries: readonly EntryColumns[];
  readonly effects: readonly EffectWire[];
}

export interface ConversationWire extends Omit<ConversationRecord, 'state' | 'pending'> {
  readonly state: string;
  readonly pending: readonly EntryRow[];
}

export interface SliceWire {
  readonly entries: readonly EntryRow[];
  readonly head: number;
}

export interface SinceWire {
  readonly conversationId: ConversationId;
  readonly afterSeq: number;
  readonly limit: number;
}

export interface TimerWire {
  readonly id: string;
  readonly dueAt: number;
  readonly kind: string;
  readonly payload: string;
}

export interface DueTimerWire extends TimerWire {
  readonly lease: LeaseToken;
}

export interface TimerSettlement {
  readonly lease: LeaseToken;
  readonly effects: readonly EffectWire[];
}

export interface OutboxWire {
  readonly key: string;
  readonly target: string;
  readonly payload: string;
}

export interface OutboxCallWire extends OutboxWire {
  readonly lease: LeaseToken;
  readonly attempt: number;
}

export interface OutboxSettlement {
  readonly lease: LeaseToken;
  readonly outcome: Parameters<OutboxStore['settleOutbox']>[1];
}

export interface HandoffSettlement {
  readonly lease: LeaseToken;
  readonly as: Parameters<QueueStore['settleHandoff']>[1];
}

export interface DocumentKey {
  readonly collection: string;
  readonly id: string;
}

export interface DocumentWriteWire {
  readonly collection: string;
  readonly id: string;
  readonly document: string;
  readonly indexes: readonly (readonly [name: string, value: string | number])[];
  readonly ifMatch?: string | null;
}

export interface DocumentWire extends Omit<StoredDocument, 'document'> {
  readonly document: string;
}

export interface AuditWire extends Omit<AuditLine, 'details'> {
  readonly details: string | null;
}

export type EffectWire =
  | { readonly kind: 'timer.set'; readonly timer: TimerWire }
  | { readonly kind: 'timer.cancel'; readonly id: string }
  | { readonly kind: 'timer.settle'; readonly lease: LeaseToken }
  | { readonly kind: 'document.put'; readonly write: DocumentWriteWire }
  | { readonly kind: 'handoff.enqueue'; readonly skill: string; readonly priority: number }
  | { readonly kind: 'handoff.withdraw' }
  | {
      readonly kind: 'handoff.settle';
      readonly lease: LeaseToken;
      readonly as: 'complete' | 'requeue';
    }
  | { readonly kind: 'outbox.put'; readonly request: OutboxWire }
  | { readonly kind: 'audit'; readonly note: Omit<AuditWire, 'at'> }
  | { readonly kind: 'conversation.belongs-to'; readonly shopperId: ShopperId };

export interface EraseWire {
  readonly conversationId: ConversationId;
}

/** How many entries were blanked, and the head for the hint. */
export interface ErasedWire {
  readonly erased: number;
  readonly head: number;
}
