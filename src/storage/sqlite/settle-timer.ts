import type { TimerSettlement } from '../wire.ts';
import { applyEffects } from './effects.ts';
import { isLeaseHeld } from './lease.ts';
import { RolledBack } from './operation.ts';
import type { Statements } from './statements.ts';
import { cancelTimer } from './timers.ts';

/** Removes the timer first, so that an effect may set the same one anew. */
export function settleTimer(
  sql: Statements,
  { lease, effects }: TimerSettlement,
  now: number,
): boolean {
  if (!isLeaseHeld(sql, 'timer', lease)) return false;
  cancelTimer(sql, lease.subject);
  try {
    applyEffects(sql, effects, { now });
  } catch (thrown) {
    // A document has changed meanwhile: the timer stays and fires again.
    throw thrown instanceof RolledBack ? new RolledBack(false) : thrown;
  }
  return true;
}
