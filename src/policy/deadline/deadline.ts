import type { ClauseId } from '../../kernel/ids.ts';
import { addDays, dayOf, endOfDay } from '../calendar.ts';
import { lastDayOfPeriod, type PeriodRule } from './period-rules.ts';
import { addWorkingDays, isWorkingDay, type WorkCalendar } from './work-calendar.ts';

/** How long something may take, as a clause says it. */
export interface Period {
  readonly length: number;
  readonly unit: 'hour' | 'day' | 'working-day';
  /** The event it is counted from, as the fact of the clause names it. */
  readonly anchor: string;
}

/** When a period ends, and why then. */
export interface Deadline {
  /** Epoch ms: the last moment that is in time. */
  readonly dueAt: number;
  /** The day of it in Asia/Shanghai. */
  readonly lastDay: string;
  /** The clauses that say how it is counted; the clause of the period itself is the caller's. */
  readonly clauses: readonly ClauseId[];
}

const hourMs = 3_600_000;

interface Counting {
  readonly calendar: WorkCalendar;
  readonly rule: PeriodRule;
}

/**
 * The end of a period that begins with an event at `at` (epoch ms). Hours run from the moment itself, also through
 * nights and holidays; days and working days are those of Asia/Shanghai and end with their last millisecond. An event
 * from the cut-off of its kind on counts as of the next day, worked or not.
 */
export function deadlineOf(at: number, period: Period, { calendar, rule }: Counting): Deadline {
  const { length, unit } = period;
  if (unit === 'hour') {
    const dueAt = at + length * hourMs;
    return { dueAt, lastDay: dayOf(dueAt), clauses: [] };
  }
  const { day, clauses } = beginOf(at, period, calendar);
  const lastDay =
    unit === 'day'
      ? lastDayOfPeriod(rule, day, length)
      : lastWorkingDay(day, length, { calendar, rule });
  return { dueAt: endOfDay(lastDay), lastDay, clauses: [...rule.clauses, ...clauses] };
}

/** The day that an event belongs to. */
function beginOf(at: number, { anchor }: Period, { cutOffs }: WorkCalendar) {
  const day = dayOf(at);
  const cutOff = cutOffs.get(anchor);
  if (cutOff === undefined) return { day, clauses: [] };
  const isLate = at > endOfDay(addDays(day, -1)) + cutOff.hour * hourMs;
  return { day: isLate ? addDays(day, 1) : day, clauses: [cutOff.clause] };
}

function lastWorkingDay(begin: string, length: number, { calendar, rule }: Counting): string {
  const isFirst = rule.firstDay === 'same-day' && isWorkingDay(calendar, begin);
  return addWorkingDays(calendar, begin, isFirst ? length - 1 : length);
}
