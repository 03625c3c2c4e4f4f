import type { Page } from '../kernel/document-store.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import type { LeaseToken } from '../kernel/lease.ts';

export interface QueuedHandoff {
  readonly conversationId: ConversationId;
  /** 1 is served next. */
  readonly place: number;
  readonly waitingSince: number;
  readonly skill: string;
  readonly priority: number;
}

export interface HandoffClaim {
  readonly conversationId: ConversationId;
  readonly lease: LeaseToken;
}

/**
 * Shoppers who wait for a person, in order of priority, then waiting time. Entries come and go by the effects
 * of a commit; a claim only reserves one until the commit that changes the conversation's owner.
 */
export interface QueueStore {
  /** Waiting conversations in serving order, reserved ones left out; `limit` at most 200. */
  listQueue(page: {
    readonly after?: string;
    readonly limit: number;
  }): Promise<Page<QueuedHandoff>>;
  /** How many wait, reserved ones included: a newcomer of priority 0 stands at most one behind. */
  queueDepth(): Promise<number>;
  /** `null` when it does not wait (or an agent is just taking it). */
  placeInQueue(conversationId: ConversationId): Promise<number | null>;
  /**
   * Reserves the named conversation, or the next one that fits the skills. One winner; the same `requestId`
   * gets the same answer while its lease lives. `null`: nothing to claim, or the agent has `capacity` reservations already.
   */
  claimHandoff(claim: {
    readonly agentId: AgentId;
    readonly conversationId?: ConversationId;
    /** Absent: any skill. */
    readonly skills?: readonly string[];
    readonly capacity: number;
    readonly requestId: string;
    readonly leaseMs: number;
  }): Promise<HandoffClaim | null>;
  /** `requeue` gives it back to its old place. False = the lease has passed to another. */
  settleHandoff(
    lease: LeaseToken,
    as: 'complete' | 'requeue' | { readonly renewMs: number },
  ): Promise<boolean>;
}
