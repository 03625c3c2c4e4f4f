import type { DocumentWrite } from '../kernel/document-store.ts';
import type { ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { LeaseToken } from '../kernel/lease.ts';

/** Wakes the bot at `dueAt` (epoch ms). The id is the caller's and unique, e.g. `<caseId>:review:<dueAt>`; setting it again moves it and takes it from whoever holds it. */
export interface TimerSetting {
  readonly id: string;
  readonly dueAt: number;
  readonly kind: string;
  readonly payload: Json;
}

/** A call to another system, made after the commit, at least once, with `key` as its Idempotency-Key. */
export interface OutboxRequest {
  /** `<conversation>:<seq>:<step>`; a key that is waiting already is not put twice. */
  readonly key: string;
  readonly target: string;
  readonly payload: Json;
}

/** No personal data: subjects are ids. */
export interface AuditNote {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: Json;
}

/** What a commit changes beside the log and the state: all of it lands with the commit, or nothing does. */
export type Effect =
  | { readonly kind: 'timer.set'; readonly timer: TimerSetting }
  | { readonly kind: 'timer.cancel'; readonly id: string }
  /**
   * Removes a timer that has fired into this conversation; the whole commit is refused as `fenced` when the timer was
   * moved or cancelled meanwhile, or its lease has passed to another.
   */
  | { readonly kind: 'timer.settle'; readonly lease: LeaseToken }
  | { readonly kind: 'document.put'; readonly write: DocumentWrite }
  /** Puts the conversation into the queue, once; being there already changes nothing. */
  | {
      readonly kind: 'handoff.enqueue';
      readonly skill: string;
      /** -900 … 900, higher is served first. */
      readonly priority: number;
    }
  /** Takes the conversation out of the queue: the shopper no longer waits. */
  | { readonly kind: 'handoff.withdraw' }
  /** Ends a claim; the whole commit is refused as `fenced` when the lease has passed to another. */
  | {
      readonly kind: 'handoff.settle';
      readonly lease: LeaseToken;
      readonly as: 'complete' | 'requeue';
    }
  | { readonly kind: 'outbox.put'; readonly request: OutboxRequest }
  | { readonly kind: 'audit'; readonly note: AuditNote }
  /** Names the shopper a conversation belongs to; only with the first commit. */
  | { readonly kind: 'conversation.belongs-to'; readonly shopperId: ShopperId };
