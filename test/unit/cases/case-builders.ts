import type { Actor, AftersalesCase, Deadline } from '../../../src/cases/case.ts';
import { parseConversationId, parseRevisionId, type RevisionId } from '../../../src/kernel/ids.ts';

export const hourMs = 3_600_000;
export const openedAt = Date.parse('2026-11-25T10:00:00+08:00');
export const agent: Actor = { role: 'agent', id: 'a01' };
export const shopper: Actor = { role: 'shopper', id: 'dl_1' };

export const reviewDuty: Deadline = {
  what: 'review',
  label: '商家审核申请',
  dueAt: openedAt + 24 * hourMs,
  state: 'running',
  phase: 'review',
  madeAt: openedAt,
};

/** A return that was just opened, with a day to look at it. */
export function sampleCase(change: Partial<AftersalesCase> = {}): AftersalesCase {
  const conversationId = parseConversationId('c-1');
  if (conversationId === null) throw new Error('c-1 names a conversation');
  return {
    caseId: 'AX-2345-6789',
    kind: 'return_goods',
    title: '退货',
    status: 'opened',
    conversationId,
    shopperId: null,
    subject: '棉麻衬衫',
    orderId: '300100000102',
    itemId: 'i1',
    facts: { reason: 'no_reason' },
    outcome: { status: 'granted' },
    decisionId: 'd'.repeat(64),
    revision: parseRevisionId('a'.repeat(64)) as RevisionId,
    openedAt,
    deadlines: [reviewDuty],
    toCome: [],
    history: [{ at: openedAt, what: 'opened' }],
    attachments: [],
    ownerId: null,
    answer: null,
    verdict: null,
    serviceId: null,
    ...change,
  };
}
