import { describe, expect, test } from 'vitest';
import type { EntryView } from '../../../src/api/desk.ts';
import { logRows } from '../../../src/web/desk/log-rows.ts';
import { entry, statusEntry } from './desk-builders.ts';

const now = new Date(2026, 10, 25, 12).getTime();
const at = (day: number, hour: number, minute: number) =>
  new Date(2026, 10, day, hour, minute).toISOString();

const agent = { role: 'agent', id: 'a01', name: '林溪' } as const;
const kinds = (log: readonly EntryView[]) =>
  logRows(log, now).map((row) =>
    row.kind === 'message' ? `${row.entry.seq}${row.isFirstOfRun ? '*' : ''}` : row.text,
  );

describe('the rows of a log', () => {
  test('each day begins with its name, and each day’s first message with its speaker', () => {
    const rows = kinds([
      entry({ seq: 1, at: at(23, 23, 59) }),
      entry({ seq: 2, at: at(24, 0, 0) }),
      entry({ seq: 3, at: at(25, 0, 1) }),
    ]);

    expect(rows).toEqual(['11月23日', '1*', '昨天', '2*', '今天', '3*']);
  });

  test('what one speaker says within three minutes stands under one name', () => {
    const rows = kinds([
      entry({ seq: 1, at: at(25, 9, 0) }),
      entry({ seq: 2, at: at(25, 9, 3) }),
      entry({ seq: 3, at: at(25, 9, 7) }),
      entry({ seq: 4, at: at(25, 9, 7), author: agent }),
    ]);

    expect(rows).toEqual(['今天', '1*', '2', '3*', '4*']);
  });

  test('changes of owner are told in words, events without a word are left out', () => {
    const rows = kinds([
      statusEntry(1, { state: 'queued', place: 1 }),
      statusEntry(2, { state: 'accepted', agent: '林溪' }),
      statusEntry(3, { state: 'closed' }),
      statusEntry(4, { state: 'unheard of' }),
    ]);

    expect(rows.slice(1)).toEqual(['顾客要找人工，进入排队', '客服 林溪 接入', '已交还机器人']);
  });

  test('an erased message keeps its place', () => {
    const rows = kinds([entry({ seq: 1, at: at(25, 9, 0), body: null })]);

    expect(rows).toEqual(['今天', '1*']);
  });
});
