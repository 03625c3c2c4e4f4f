import type { Entry, Message, Notice } from './transcript.ts';

/** One line of the log as it is drawn. */
export type Row =
  | { readonly kind: 'time'; readonly key: string; readonly at: number }
  | { readonly kind: 'notice'; readonly key: string; readonly notice: Notice }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** True where the speaker's name is to be shown. */
      readonly isFirstOfRun: boolean;
    };

/** After a silence this long the time is worth a line. */
const silenceMs = 10 * 60_000;
/** Messages of one speaker within this time are one run under one name. */
const runMs = 3 * 60_000;

/** Puts times between the entries and gathers what one speaker says in one breath. */
export function arrangeLog(entries: readonly Entry[]): readonly Row[] {
  const rows: Row[] = [];
  let previous: Entry | null = null;
  for (const entry of entries) {
    const hasTimeLine = previous === null || needsTime(previous, entry);
    if (hasTimeLine) rows.push({ kind: 'time', key: `time-${entry.id}`, at: entry.at });
    if (entry.kind === 'notice') {
      rows.push({ kind: 'notice', key: entry.id, notice: entry });
    } else {
      const isFirstOfRun = hasTimeLine || !isSameRun(previous, entry);
      rows.push({ kind: 'message', key: entry.id, message: entry, isFirstOfRun });
    }
    previous = entry;
  }
  return rows;
}

/** 今天 14:05 · 昨天 09:30 · 3月5日 18:00 · 2025年3月5日 18:00, in the shopper's own time zone. */
export function formatMoment(at: number, now: number): string {
  const time = new Date(at);
  const clock = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return `今天 ${clock}`;
  if (days === 1) return `昨天 ${clock}`;
  const day = `${time.getMonth() + 1}月${time.getDate()}日 ${clock}`;
  const isThisYear = time.getFullYear() === new Date(now).getFullYear();
  return isThisYear ? day : `${time.getFullYear()}年${day}`;
}

function needsTime(previous: Entry, entry: Entry): boolean {
  return entry.at - previous.at > silenceMs || dayNumber(entry.at) !== dayNumber(previous.at);
}

function isSameRun(previous: Entry | null, { speaker, name, at }: Message): boolean {
  return (
    previous?.kind === 'message' &&
    previous.speaker === speaker &&
    previous.name === name &&
    at - previous.at <= runMs
  );
}

function dayNumber(at: number): number {
  const time = new Date(at);
  return Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / 86_400_000;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
