import { describe, expect, test } from 'vitest';
import { arrangeLog, formatMoment } from '../../../src/web/chat/arrange-log.ts';
import type { Entry, Speaker } from '../../../src/web/chat/transcript.ts';
import { message as anyMessage } from './chat-entries.ts';

const minute = 60_000;
const noon = new Date(2026, 2, 5, 12, 0).getTime();

const message = (id: string, speaker: Speaker, minutes: number, name: string | null = null) =>
  anyMessage(id, { speaker, at: noon + minutes * minute, name });

const drawn = (entries: readonly Entry[]) =>
  arrangeLog(entries).map((row) =>
    row.kind === 'message' ? `${row.key}${row.isFirstOfRun ? ' named' : ''}` : row.kind,
  );

describe('arranging the log', () => {
  test('names a speaker once per run', () => {
    const rows = drawn([
      message('a', 'bot', 0),
      message('b', 'bot', 1),
      message('c', 'shopper', 2),
      message('d', 'bot', 3),
      message('e', 'bot', 8),
    ]);

    expect(rows).toEqual(['time', 'a named', 'b', 'c named', 'd named', 'e named']);
  });

  test('a change of agents begins a run', () => {
    const rows = drawn([message('a', 'agent', 0, '林溪'), message('b', 'agent', 1, '周禾')]);

    expect(rows).toEqual(['time', 'a named', 'b named']);
  });

  test('tells the time at the start, after a silence and on a new day', () => {
    const rows = drawn([
      message('a', 'bot', 0),
      message('b', 'bot', 11),
      message('c', 'bot', 12 * 60 - 1),
      message('d', 'bot', 12 * 60 + 1),
    ]);

    expect(rows).toEqual([
      'time',
      'a named',
      'time',
      'b named',
      'time',
      'c named',
      'time',
      'd named',
    ]);
  });

  test('a line about the conversation ends a run', () => {
    const notice = {
      kind: 'notice',
      id: 'n',
      at: noon + minute,
      change: 'closed',
      name: null,
    } as const;

    const rows = drawn([message('a', 'bot', 0), notice, message('b', 'bot', 2)]);

    expect(rows).toEqual(['time', 'a named', 'notice', 'b named']);
  });
});

describe('moments', () => {
  test.each([
    { at: new Date(2026, 2, 5, 9, 5), words: '今天 09:05' },
    { at: new Date(2026, 2, 4, 23, 59), words: '昨天 23:59' },
    { at: new Date(2026, 0, 2, 8, 0), words: '1月2日 08:00' },
    { at: new Date(2025, 11, 31, 8, 0), words: '2025年12月31日 08:00' },
  ])('$words', ({ at, words }) => {
    expect(formatMoment(at.getTime(), noon)).toBe(words);
  });
});
