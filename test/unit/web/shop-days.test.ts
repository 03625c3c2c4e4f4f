import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayNamed,
  dayOf,
  daysLeftText,
  dayText,
  epochDay,
  momentText,
  quickDays,
  timeLeftText,
} from '../../../src/web/cards/shop-days.ts';

const noon = Date.parse('2026-03-05T12:00:00+08:00');
const hourMs = 3_600_000;

describe('days of the shop', () => {
  test('begin in Shanghai', () => {
    expect(dayOf(Date.parse('2026-03-05T15:59:59Z'))).toBe('2026-03-05');
    expect(dayOf(Date.parse('2026-03-05T16:00:00Z'))).toBe('2026-03-06');
  });

  test('exist, or are none', () => {
    const texts = ['2024-02-29', '2026-02-29', '2026-02-30', '2026-13-01', '2026-3-5', '明天', ''];

    expect(texts.map((text) => epochDay(text) !== null)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('are found in a time, in the shop’s zone', () => {
    expect(dayNamed('2026-03-05')).toBe('2026-03-05');
    expect(dayNamed('2026-03-05T23:30:00Z')).toBe('2026-03-06');
    expect(dayNamed('2026-03-06T00:30:00+08:00')).toBe('2026-03-06');
    expect(['', 'soon', '2026', '2026-02-30', '5'].map(dayNamed)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('are said as people do, with the year where it is another', () => {
    expect(dayText('2026-03-05', noon)).toBe('3月5日（周四）');
    expect(dayText('2025-12-31', noon)).toBe('2025年12月31日（周三）');
    expect(momentText(Date.parse('2026-03-06T06:05:00Z'), noon)).toBe('3月6日（周五） 14:05');
  });

  test('that are left are counted by the calendar, not by hours', () => {
    const late = Date.parse('2026-03-05T23:59:00+08:00');

    expect(daysLeftText('2026-03-06', late)).toBe('还剩 1 天');
    expect(daysLeftText('2026-03-05', late)).toBe('今天');
    expect(daysLeftText('2026-03-02', late)).toBe('3 天前');
  });

  test('counting agrees with walking day by day', () => {
    const offset = fc.integer({ min: -800, max: 800 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), offset, (second, days) => {
        const now = Date.parse('2024-02-28T00:00:00+08:00') + second * 1000;
        const calendar = new Date('2024-02-28T00:00:00Z');
        calendar.setUTCDate(calendar.getUTCDate() + days);
        const day = calendar.toISOString().slice(0, 10);

        const text = daysLeftText(day, now);

        const expected = days === 0 ? '今天' : days > 0 ? `还剩 ${days} 天` : `${-days} 天前`;
        expect(text).toBe(expected);
      }),
    );
  });
});

test.each([
  { hours: 48, text: '还剩 48 小时' },
  { hours: 1, text: '还剩 1 小时' },
  { hours: 0.5, text: '还剩不到 1 小时' },
  { hours: 0, text: '已到时间' },
  { hours: -3, text: '已到时间' },
  { hours: 73, text: '还剩 3 天' },
  { hours: 7 * 24, text: '还剩 7 天' },
])('of $hours hours it is said: $text', ({ hours, text }) => {
  expect(timeLeftText(noon + hours * hourMs, noon)).toBe(text);
});

test('quick days are those within the limits', () => {
  const labels = (min: string, max: string) =>
    quickDays(noon, { min, max }).map(({ label, day }) => `${label} ${day}`);

  expect(labels('2026-01-01', '2026-03-05')).toEqual([
    '今天 2026-03-05',
    '昨天 2026-03-04',
    '前天 2026-03-03',
  ]);
  expect(labels('2026-03-04', '2026-03-04')).toEqual(['昨天 2026-03-04']);
  expect(labels('2026-04-01', '2026-04-05')).toEqual([]);
});
