/** The shop's time zone, Asia/Shanghai: eight hours ahead, without daylight saving since 1991. */
const offsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

/** Days since 1970-01-01 in the shop's time zone. */
export function dayAt(now: number): number {
  return Math.floor((now + offsetMs) / dayMs);
}

/** The day of a date, `null` where the calendar has none (February 30). */
export function dayOfDate(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1900 && year < 2200 ? date.getTime() / dayMs : null;
}

export interface CalendarDate {
  readonly year: number;
  /** 1 is January. */
  readonly month: number;
  readonly day: number;
}

export function dateOfDay(day: number): CalendarDate {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD` */
export function isoOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** 0 is Monday. 1970 began on a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
