import type { ConversationId, RevisionId, ShopperId } from '../kernel/ids.ts';
import type { Facts, Outcome } from '../policy/decision.ts';

export type CaseStatus = 'opened' | 'reviewing' | 'in_progress' | 'closed';

/** A duty with its end. */
export interface Deadline {
  /** Unique in the case, e.g. `review`. */
  readonly what: string;
  /** In Chinese, as the form named it when the case was opened. */
  readonly label: string;
  /** Epoch ms. */
  readonly dueAt: number;
  readonly state: 'running' | 'kept' | 'breached' | 'withdrawn';
}

export interface CaseEvent {
  /** Epoch ms. */
  readonly at: number;
  readonly what: string;
}

/** An after-sales case: what the shopper asked for, what was decided, and who owes what until when. */
export interface AftersalesCase {
  /** What people read out: short, and given by conversation and seq, so that a turn run again opens the same one. */
  readonly caseId: string;
  /** An intent, e.g. `return_goods`. */
  readonly kind: string;
  /** In Chinese, e.g. 退货. */
  readonly title: string;
  readonly status: CaseStatus;
  readonly conversationId: ConversationId;
  readonly shopperId: ShopperId | null;
  /** What was decided upon, e.g. the title of the goods. */
  readonly subject: string;
  readonly orderId: string | null;
  readonly itemId: string | null;
  readonly facts: Facts;
  readonly outcome: Outcome;
  readonly decisionId: string;
  readonly revision: RevisionId;
  readonly openedAt: number;
  readonly deadlines: readonly Deadline[];
  readonly history: readonly CaseEvent[];
  /** Of the order system, once it has taken the request. */
  readonly serviceId: string | null;
}
