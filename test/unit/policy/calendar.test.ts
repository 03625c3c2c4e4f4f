import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, daysBetween, dayText, endOfDay } from '../../../src/policy/calendar.ts';

const inShanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
/** Since the country has had no summer time. */
const moments = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2099, 11, 31) });

describe('days in Asia/Shanghai', () => {
  test('agree with the time zone of the system at any moment', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(dayOf(at)).toBe(inShanghai.format(at));
      }),
      { numRuns: 1000 },
    );
  });

  test('end with their last millisecond', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const end = endOfDay(dayOf(at));

        expect(end).toBeGreaterThanOrEqual(at);
        expect(dayOf(end)).toBe(dayOf(at));
        expect(dayOf(end + 1)).toBe(addDays(dayOf(at), 1));
      }),
    );
  });

  test('are counted so that adding and subtracting undo one another', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -2000, max: 2000 }), (at, days) => {
        const day = dayOf(at);

        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  test('midnight begins a new one', () => {
    expect(dayOf(Date.parse('2026-11-25T23:59:59.999+08:00'))).toBe('2026-11-25');
    expect(dayOf(Date.parse('2026-11-26T00:00:00+08:00'))).toBe('2026-11-26');
  });

  test('are said as a person would', () => {
    expect(dayText('2026-01-05')).toBe('1月5日');
  });
});
