import type { LeaseToken } from '../../kernel/lease.ts';
import { firstRow, type Statements } from './statements.ts';

export type LeaseKind = 'pending' | 'handoff' | 'timer' | 'outbox';

export interface Grant {
  readonly kind: LeaseKind;
  readonly subject: string;
  readonly holder: string;
  readonly until: number;
  readonly request?: string;
}

/** Gives the work to `holder`; whoever had it before is fenced off from now on. */
export function grantLease(sql: Statements, grant: Grant): LeaseToken {
  const fence = firstRow<{ value: number }>(sql.lease.nextFence)?.value;
  if (fence === undefined) throw new Error('meta has no row named fence: the database is damaged');
  const { kind, subject, holder, until } = grant;
  sql.lease.grant.run(kind, subject, holder, fence, until, grant.request ?? null);
  return { subject, holder, fence };
}

/** Whether nobody has been given the work since; a lease that only ran out of time is still held. */
export function isLeaseHeld(sql: Statements, kind: LeaseKind, lease: LeaseToken): boolean {
  return sql.lease.isHeld.get(kind, lease.subject, lease.holder, lease.fence) !== undefined;
}

/** Takes the lease away from whoever holds it. */
export function dropLease(sql: Statements, kind: LeaseKind, subject: string): void {
  sql.lease.drop.run(kind, subject);
}
