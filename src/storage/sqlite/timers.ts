import type { TimerStore } from '../../conversation/timer-store.ts';
import type { DueTimerWire, TimerWire } from '../wire.ts';
import { dropLease, grantLease } from './lease.ts';
import { allRows, type Statements } from './statements.ts';

/** Sets or moves a timer; whoever was just working on its earlier setting is fenced off. */
export function setTimer(sql: Statements, timer: TimerWire): void {
  sql.timers.set.run(timer.id, timer.dueAt, timer.kind, timer.payload);
  dropLease(sql, 'timer', timer.id);
}

/** A timer that is not there counts as cancelled. */
export function cancelTimer(sql: Statements, id: string): void {
  sql.timers.cancel.run(id);
  dropLease(sql, 'timer', id);
}

/** Hands out timers that are due. */
export function claimTimers(
  sql: Statements,
  { holder, leaseMs, limit }: Parameters<TimerStore['claimTimers']>[0],
  now: number,
): readonly DueTimerWire[] {
  const until = now + leaseMs;
  return allRows<TimerWire>(sql.timers.due, now, limit).map((timer) => ({
    ...timer,
    lease: grantLease(sql, { kind: 'timer', subject: timer.id, holder, until }),
  }));
}
