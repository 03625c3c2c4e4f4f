const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The shop's days begin in Shanghai, wherever the phone is; there is no summer time. */
const shanghaiMs = 8 * hourMs;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** The day of a moment, `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  return new Date(at + shanghaiMs).toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` of a day that exists, as epoch days; null for anything else. */
export function epochDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`); // JavaScript takes 30 February for 2 March
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : at / dayMs;
}

/** The day that ISO 8601 names, with or without a time; null where it names none. */
export function dayNamed(iso: string): string | null {
  if (epochDay(iso) !== null) return iso;
  const at = Date.parse(iso);
  return /^\d{4}-\d{2}-\d{2}T/.test(iso) && !Number.isNaN(at) ? dayOf(at) : null;
}

/** 3月5日（周四）, with the year where it is not this one. Takes a day that exists. */
export function dayText(day: string, now: number): string {
  const [year = '', month, date] = day.split('-');
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  const yearText = dayOf(now).startsWith(year) ? '' : `${year}年`;
  return `${yearText}${Number(month)}月${Number(date)}日（${weekday}）`;
}

/** 3月6日（周五） 14:00 */
export function momentText(at: number, now: number): string {
  const clock = new Date(at + shanghaiMs).toISOString().slice(11, 16);
  return `${dayText(dayOf(at), now)} ${clock}`;
}

/** 还剩 3 天 · 今天 · 3 天前 */
export function daysLeftText(day: string, now: number): string {
  const days = (epochDay(day) ?? 0) - (epochDay(dayOf(now)) ?? 0);
  if (days === 0) return '今天';
  return days > 0 ? `还剩 ${days} 天` : `${-days} 天前`;
}

/** Hours while they matter, days beyond: 还剩 23 小时, 还剩 4 天, 已到时间. */
export function timeLeftText(dueAt: number, now: number): string {
  const hours = (dueAt - now) / hourMs;
  if (hours <= 0) return '已到时间';
  if (hours < 1) return '还剩不到 1 小时';
  return hours <= 72 ? `还剩 ${Math.round(hours)} 小时` : `还剩 ${Math.floor(hours / 24)} 天`;
}

/** 今天, 昨天, 前天, as far as they lie between the ends. */
export function quickDays(
  now: number,
  { min, max }: { readonly min: string; readonly max: string },
): readonly { readonly label: string; readonly day: string }[] {
  return ['今天', '昨天', '前天']
    .map((label, daysAgo) => ({ label, day: dayOf(now - daysAgo * dayMs) }))
    .filter(({ day }) => min <= day && day <= max);
}
