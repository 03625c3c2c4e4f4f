import { AppError } from '../../kernel/errors.ts';
import type { ClauseId } from '../../kernel/ids.ts';
import { addDays, dayNumber } from '../calendar.ts';

/** The file of the knowledge folder that says which days are worked. */
export const calendarPath = 'calendar.yaml';

/** Which days are worked, as the State Council has announced it year by year, and when a day of business ends. */
export interface WorkCalendar {
  readonly years: ReadonlySet<number>;
  /** Days off beside weekends. */
  readonly holidays: ReadonlySet<string>;
  /** 调休: Saturdays and Sundays that are worked. */
  readonly workdays: ReadonlySet<string>;
  /** By the event that a period is counted from: from this hour on it counts as of the next day. */
  readonly cutOffs: ReadonlyMap<string, CutOff>;
}

export interface CutOff {
  readonly hour: number;
  readonly clause: ClauseId;
}

export const emptyCalendar: WorkCalendar = {
  years: new Set(),
  holidays: new Set(),
  workdays: new Set(),
  cutOffs: new Map(),
};

/** A year's notice may move the last days of the year before (2019's made 2018-12-29 a working Saturday). */
export const noticeReachesBackTo = '12-24';

/** Whether the day is worked. A day whose notice the calendar does not hold is an error that names the file. */
export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  for (const year of yearsRuling(day)) if (!calendar.years.has(year)) throw missing(year, day);
  if (calendar.workdays.has(day)) return true;
  return !calendar.holidays.has(day) && !isWeekend(day);
}

/** The so-manieth working day after the day. */
export function addWorkingDays(calendar: WorkCalendar, day: string, count: number): string {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    if (isWorkingDay(calendar, reached)) left -= 1;
  }
  return reached;
}

/** Days in a row, both ends included. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

export function daysOf({ from, to }: Stretch): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

export function isWeekend(day: string): boolean {
  // 1970-01-01 was a Thursday: Saturdays leave 2, Sundays 3.
  const rest = (((dayNumber(day) % 7) + 7) % 7) - 2;
  return rest === 0 || rest === 1;
}

/** The years whose notices say whether the day is worked. */
function yearsRuling(day: string): readonly number[] {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= noticeReachesBackTo ? [year, year + 1] : [year];
}

function missing(year: number, day: string): AppError {
  return new AppError(
    'KNOWLEDGE_INVALID',
    `knowledge/${calendarPath} does not hold the year ${year}, so nobody knows whether ${day} is worked: ` +
      `add the State Council's notice of holidays for ${year} under "years"`,
    { details: { file: calendarPath, year, day } },
  );
}
