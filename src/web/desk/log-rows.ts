import type { EntryView } from '../../api/desk.ts';
import { dayText, noticeText } from './zh.ts';

/** One line of the log as it is drawn. */
export type LogRow =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'notice'; readonly key: string; readonly text: string; readonly at: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly entry: EntryView;
      /** True where the speaker's name is to be shown. */
      readonly isFirstOfRun: boolean;
    };

/** Messages of one speaker within this time are one run under one name. */
const runMs = 3 * 60_000;

/** Puts days between the entries and gathers what one speaker says in one breath; events without a word are left out. */
export function logRows(entries: readonly EntryView[], now: number): readonly LogRow[] {
  const rows: LogRow[] = [];
  let day = '';
  let previous: EntryView | null = null;
  for (const entry of entries) {
    const row = toRow(entry, previous);
    if (row === null) continue;
    const text = dayText(Date.parse(entry.at), now);
    if (text !== day) {
      rows.push({ kind: 'day', key: `day-${entry.seq}`, text });
      rows.push(row.kind === 'message' ? { ...row, isFirstOfRun: true } : row);
    } else rows.push(row);
    day = text;
    previous = entry;
  }
  return rows;
}

function toRow(entry: EntryView, previous: EntryView | null): LogRow | null {
  const key = String(entry.seq);
  if (entry.kind === 'message') {
    return { kind: 'message', key, entry, isFirstOfRun: !isSameRun(previous, entry) };
  }
  const text = noticeText(entry);
  return text === null ? null : { kind: 'notice', key, text, at: entry.at };
}

function isSameRun(previous: EntryView | null, { author, at }: EntryView): boolean {
  return (
    previous?.kind === 'message' &&
    previous.author.role === author.role &&
    previous.author.id === author.id &&
    Date.parse(at) - Date.parse(previous.at) <= runMs
  );
}
