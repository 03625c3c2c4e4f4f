const shanghai = 'Asia/Shanghai';

const momentFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: shanghai,
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const dayFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: shanghai,
  month: 'long',
  day: 'numeric',
});

/** 11月26日 18:05, as the shop's clock shows it. */
export function momentInWords(ms: number): string {
  return momentFormat.format(ms);
}

/** `2026-11-26` → 11月26日. */
export function dayInWords(day: string): string {
  return dayFormat.format(Date.parse(`${day}T12:00:00+08:00`));
}
