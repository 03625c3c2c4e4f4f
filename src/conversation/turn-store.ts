import type { ConversationId, ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { LeaseToken } from '../kernel/lease.ts';
import type { Effect } from './effect.ts';
import type { LogEntry, NewEntry } from './log-entry.ts';

export interface AcceptRequest {
  readonly conversationId: ConversationId;
  /** Unique among the accepted messages of the conversation for as long as it lives. */
  readonly key: string;
  /** Of type, text, value and attachments; decides whether a repeated key is the same message. */
  readonly bodyHash: string;
  readonly entry: NewEntry;
}

export type AcceptResult =
  | { readonly kind: 'accepted'; readonly seq: number; readonly isDuplicate: boolean }
  /** The key was used for another body. */
  | { readonly kind: 'conflict' }
  /** No such conversation. */
  | { readonly kind: 'unknown' };

export interface TurnCommit {
  readonly conversationId: ConversationId;
  /**
   * Unique among the commits of the conversation, e.g. `turn:7`, `reply:<agent>:<key>`. Accepted messages count
   * their keys apart, so no shopper can use up the key of a turn.
   */
  readonly key: string;
  /**
   * Of what the caller was asked to write; decides whether a repeated key is the same act. Absent here or at the
   * first time: it is.
   */
  readonly bodyHash?: string;
  /** The eTag the state was loaded with; `null` begins the conversation. */
  readonly etag: string | null;
  /** Accepted entries up to this seq have had their turn; at most the head that was loaded. Absent: unchanged. */
  readonly processedUpTo?: number;
  /** Refuses the commit when the log has grown past this seq (an agent answers what they have seen). */
  readonly ifHead?: number;
  /** From `claimPending`; refuses the commit once another holder has it. The commit that leaves nothing pending lets it go. */
  readonly lease?: LeaseToken;
  /** Absent: unchanged. The eTag changes either way. */
  readonly state?: Json;
  readonly entries: readonly NewEntry[];
  readonly effects: readonly Effect[];
}

export type CommitResult =
  | {
      readonly kind: 'committed';
      /** Seq of the first of `entries`; the head where there were none. */
      readonly firstSeq: number;
      readonly etag: string;
      readonly isDuplicate: boolean;
    }
  /** The key was used for another body. */
  | { readonly kind: 'conflict' }
  /** Somebody else committed since the state was loaded, or `document.put` met another eTag: load and think again. */
  | { readonly kind: 'stale' }
  /** `ifHead` no longer holds. */
  | { readonly kind: 'head-moved'; readonly head: number }
  /** A lease of this commit has passed to another holder. */
  | { readonly kind: 'fenced' };

export interface ConversationRecord {
  readonly state: Json;
  readonly etag: string;
  /** Seq of the last entry. */
  readonly head: number;
  /** Accepted entries up to this seq have had their turn. */
  readonly processed: number;
  /** Seq of the newest accepted entry, 0 where there is none. */
  readonly lastAccepted: number;
  /** Accepted entries after `processed`, oldest first, at most 16. */
  readonly pending: readonly LogEntry[];
  readonly shopperId: ShopperId | null;
  readonly startedAt: number;
}

export interface LogSlice {
  readonly entries: readonly LogEntry[];
  readonly head: number;
}

export interface PendingClaim {
  readonly conversationId: ConversationId;
  readonly lease: LeaseToken;
  /**
   * How often the conversation has been claimed since `processed` last moved on, this claim included: 1 on the
   * first. Lasts over a crash, so that a message that ends the process each time can be given up.
   */
  readonly attempt: number;
}

/** A hint that something was written; may be lost or come twice, so readers read the log by cursor. */
export interface WriteHint {
  readonly conversationId: ConversationId;
  readonly head: number;
}

/**
 * The log and the turns. Each method is atomic, and durable before it resolves. Order of checks in `commit`:
 * key (a repeated one gets the first answer, or `conflict`), then leases, then eTag, then head.
 */
export interface TurnStore {
  accept(request: AcceptRequest): Promise<AcceptResult>;
  commit(turn: TurnCommit): Promise<CommitResult>;
  load(conversationId: ConversationId): Promise<ConversationRecord | null>;
  /** Entries after `afterSeq`, at most `limit` (200); `null` where there is no such conversation. */
  since(conversationId: ConversationId, afterSeq: number, limit: number): Promise<LogSlice | null>;
  /** Conversations with accepted entries that have waited `idleForMs` for their turn and that nobody holds. */
  claimPending(claim: {
    readonly holder: string;
    readonly leaseMs: number;
    readonly idleForMs: number;
    readonly limit: number;
  }): Promise<readonly PendingClaim[]>;
  /**
   * Blanks the bodies of all entries, their authors' names and the state (which becomes `null`), for good; seq and
   * hashed keys stay, and a message posted again is still known, whatever it says. The eTag moves on, so a turn
   * that began before cannot write what it remembers, and nothing is pending any more. The conversation belongs to
   * no shopper and leaves the handoff queue; a claim on it is void. Calls to other systems that its commits left
   * under keys `<conversation>:…` are withdrawn, with what they would have said. Returns how many entries were blanked.
   */
  erase(conversationId: ConversationId): Promise<number>;
  /**
   * Calls back after writes, those of other processes on the same store among them; returns the way to stop.
   * Listeners must not throw.
   */
  onWrite(listener: (hint: WriteHint) => void): () => void;
}
