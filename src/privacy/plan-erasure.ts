import type { AftersalesCase } from '../cases/case.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { KeptPart } from './receipt.ts';
import { isDispute, type Subject } from './subject.ts';

/** What goes now, and what stays for how long. */
export interface ErasurePlan {
  /** In this order: the last is the thread that leads to the others. */
  readonly conversationIds: readonly ConversationId[];
  readonly cases: readonly AftersalesCase[];
  /** They go when the case in them is settled. */
  readonly keptConversations: readonly ConversationId[];
  readonly kept: readonly KeptPart[];
}

/**
 * A case that is open stays, with the conversation it was opened in, since both sides need them to settle it; all
 * else goes. Pure: the same subject always gives the same plan.
 */
export function planErasure({ conversationIds, cases }: Subject): ErasurePlan {
  const disputes = cases.filter(isDispute);
  const kept = new Set(disputes.map(({ conversationId }) => conversationId));
  return {
    conversationIds: conversationIds.filter((id) => !kept.has(id)),
    cases: cases.filter((one) => !isDispute(one)),
    keptConversations: [...kept],
    kept: [
      ...(disputes.length > 0 ? openParts(disputes.length, kept.size) : []),
      { what: 'orders', count: null, ground: 'trade_records' },
      { what: 'receipt', count: 1, ground: 'proof' },
    ],
  };
}

function openParts(cases: number, conversations: number): readonly KeptPart[] {
  return [
    { what: 'cases', count: cases, ground: 'open_dispute' },
    { what: 'conversations', count: conversations, ground: 'open_dispute' },
  ];
}
