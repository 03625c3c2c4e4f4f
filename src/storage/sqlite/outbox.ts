import type { OutboxStore } from '../../conversation/outbox-store.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { OutboxCallWire, OutboxSettlement, OutboxWire } from '../wire.ts';
import { dropLease, grantLease, isLeaseHeld } from './lease.ts';
import { allRows, type Statements } from './statements.ts';

/** Keeps the call until it is settled; the same key twice is one call. */
export function putOutbox(sql: Statements, request: OutboxWire): void {
  sql.outbox.put.run(request.key, request.target, request.payload);
}

/** Hands out calls; each claim counts as an attempt, also one whose holder dies before it calls. */
export function claimOutbox(
  sql: Statements,
  { holder, leaseMs, limit }: Parameters<OutboxStore['claimOutbox']>[0],
  now: number,
): readonly OutboxCallWire[] {
  const calls = allRows<OutboxWire & { attempts: number }>(sql.outbox.claimable, now, limit);
  return calls.map(({ key, target, payload, attempts }) => {
    sql.outbox.countAttempt.run(key);
    const lease = grantLease(sql, { kind: 'outbox', subject: key, holder, until: now + leaseMs });
    return { key, target, payload, lease, attempt: attempts + 1 };
  });
}

/** Ends a claim; false when another has it now. */
export function settleOutbox(sql: Statements, { lease, outcome }: OutboxSettlement): boolean {
  if (!isLeaseHeld(sql, 'outbox', lease)) return false;
  dropLease(sql, 'outbox', lease.subject);
  if (outcome === 'done') sql.outbox.finish.run(lease.subject);
  else if (outcome === 'dead') sql.outbox.bury.run(lease.subject);
  else sql.outbox.retry.run(lease.subject, outcome.retryAt);
  return true;
}

/** Takes the calls back that the commits of a conversation put, dead ones too; whoever holds one is fenced off. */
export function withdrawOutbox(sql: Statements, conversationId: ConversationId): void {
  for (const { key } of allRows<{ key: string }>(sql.outbox.withdraw, conversationId))
    dropLease(sql, 'outbox', key);
}
