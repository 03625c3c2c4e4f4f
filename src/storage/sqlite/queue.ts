import type { HandoffClaim, QueuedHandoff, QueueStore } from '../../handoff/queue-store.ts';
import type { Page } from '../../kernel/document-store.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { LeaseToken } from '../../kernel/lease.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { HandoffSettlement } from '../wire.ts';
import { dropLease, grantLease, isLeaseHeld } from './lease.ts';
import { allRows, firstRow, type Statements } from './statements.ts';

const pageLimit = 200;

interface PlaceRow {
  readonly priority: number;
  readonly waitingSince: number;
  readonly ticket: number;
}

/** Waiting conversations in serving order. */
export function listQueue(
  sql: Statements,
  page: Parameters<QueueStore['listQueue']>[0],
  now: number,
): Page<QueuedHandoff> {
  const after = page.after === undefined ? [-Infinity, 0, 0] : readCursor(page.after, 3);
  const limit = Math.min(page.limit, pageLimit);
  const found = allRows<QueuedHandoff & PlaceRow>(sql.queue.list, now, ...after, limit + 1);
  const last = found[limit - 1];
  const rows = found.slice(0, limit).map(({ ticket: _, ...row }) => row);
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, next: writeCursor([-last.priority, last.waitingSince, last.ticket]) };
}

/** How many wait, reserved ones included. */
export function queueDepth(sql: Statements, _request: null): number {
  return firstRow<{ depth: number }>(sql.queue.depth)?.depth ?? 0;
}

/** 1 is served next. */
export function placeInQueue(sql: Statements, id: ConversationId, now: number): number | null {
  const row = firstRow<PlaceRow>(sql.queue.findWaiting, id, now);
  if (row === undefined) return null;
  const { priority, waitingSince, ticket } = row;
  const { countAhead } = sql.queue;
  const ahead = firstRow<{ ahead: number }>(countAhead, -priority, waitingSince, ticket, now);
  return 1 + (ahead?.ahead ?? 0);
}

type ClaimRequest = Parameters<QueueStore['claimHandoff']>[0];

/** Reserves a conversation for an agent, or finds the reservation this request got before. */
export function claimHandoff(
  sql: Statements,
  claim: ClaimRequest,
  now: number,
): HandoffClaim | null {
  const { agentId, requestId } = claim;
  const earlier = firstRow<LeaseToken>(sql.queue.findRequest, requestId, agentId, now);
  if (earlier !== undefined) return toClaim({ ...earlier });
  const reserved = firstRow<{ reserved: number }>(sql.queue.countReserved, agentId, now);
  if ((reserved?.reserved ?? 0) >= claim.capacity) return null;
  const subject = findClaimable(sql, claim, now);
  if (subject === undefined) return null;
  const until = now + claim.leaseMs;
  const request = requestId;
  return toClaim(grantLease(sql, { kind: 'handoff', subject, holder: agentId, until, request }));
}

function findClaimable(sql: Statements, claim: ClaimRequest, now: number): string | undefined {
  const { conversationId, skills } = claim;
  if (conversationId !== undefined) {
    return sql.queue.findWaiting.get(conversationId, now) && conversationId;
  }
  const wanted = skills === undefined ? null : JSON.stringify(skills);
  return firstRow<{ conversationId: string }>(sql.queue.nextWaiting, now, wanted)?.conversationId;
}

function toClaim(lease: LeaseToken): HandoffClaim {
  // The store made the subject of this lease from a ConversationId.
  return { conversationId: lease.subject as ConversationId, lease };
}

/** Ends or prolongs a claim; false when another has it now. */
export function settleHandoff(
  sql: Statements,
  { lease, as }: HandoffSettlement,
  now: number,
): boolean {
  if (!isLeaseHeld(sql, 'handoff', lease)) return false;
  if (typeof as === 'object') {
    sql.lease.setUntil.run('handoff', lease.subject, now + as.renewMs);
    return true;
  }
  if (as === 'complete') sql.queue.leave.run(lease.subject);
  dropLease(sql, 'handoff', lease.subject);
  return true;
}

/** Takes the conversation out of the queue, from the agent who has reserved it, too. */
export function leaveQueue(sql: Statements, id: ConversationId): void {
  sql.queue.leave.run(id);
  dropLease(sql, 'handoff', id);
}
