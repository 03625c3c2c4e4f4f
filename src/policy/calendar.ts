/** China keeps one time all year (no summer time since 1991), so a day of Asia/Shanghai is a shifted day of UTC. */
const shanghaiMs = 8 * 60 * 60 * 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** The day in Asia/Shanghai on which the moment falls, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at + shanghaiMs).toISOString().slice(0, 10);
}

/** Days from one day to another; negative where `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return dayFromNumber(dayNumber(day) + days);
}

/** 11月28日. */
export function dayText(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}

/** The last millisecond of the day in Asia/Shanghai. */
export function endOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - shanghaiMs + dayMs - 1;
}

/** Days since 1970-01-01: what dates are compared by. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs;
}

export function dayFromNumber(days: number): string {
  return new Date(days * dayMs).toISOString().slice(0, 10);
}
