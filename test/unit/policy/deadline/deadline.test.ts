import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import { deadlineOf, type Period } from '../../../../src/policy/deadline/deadline.ts';
import {
  dayOfPeriod,
  lastDayOfPeriod,
  type PeriodRule,
  periodRuleFor,
} from '../../../../src/policy/deadline/period-rules.ts';
import { addWorkingDays, isWorkingDay } from '../../../../src/policy/deadline/work-calendar.ts';
import { deadlinesAgree } from '../../../support/fuzz-deadlines.ts';
import { shippedPolicies } from '../policy-files.ts';

const { policies, revision } = await shippedPolicies();
const { calendar, periodRules } = policies;
const rule = periodRuleFor(periodRules, 'receipt');
const text = revision.files.get('calendar.yaml') ?? '';
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const due = (moment: string, period: Omit<Period, 'anchor'>, counted: PeriodRule = rule) =>
  deadlineOf(at(moment), { ...period, anchor: 'receipt' }, { calendar, rule: counted });

test('deadlines are those of a second implementation', () => {
  fc.assert(deadlinesAgree(calendar, text), { numRuns: 5000, seed: 7 });
});

describe('working days', () => {
  test.each([
    ['2025-01-26', true, 'a Sunday worked for the Spring Festival'],
    ['2025-01-27', true, 'the Monday between'],
    ['2025-01-28', false, 'the eve'],
    ['2025-02-05', true, 'the first day after it'],
    ['2025-10-08', false, 'the last of eight days'],
    ['2025-10-11', true, 'a Saturday worked for them'],
    ['2026-01-04', true, 'a Sunday worked for New Year'],
    ['2026-02-23', false, 'the ninth day of the Spring Festival'],
    ['2026-02-28', true, 'a Saturday worked for it'],
    ['2026-09-25', false, 'Mid-Autumn on a Friday'],
    ['2026-11-21', false, 'a Saturday like any other'],
    ['2026-11-25', true, 'a Wednesday like any other'],
  ])('%s: %s, %s', (day, isWorked) => {
    expect(isWorkingDay(calendar, day)).toBe(isWorked);
  });

  test('seven working days across the Spring Festival of 2026 take eighteen days', () => {
    expect(addWorkingDays(calendar, '2026-02-12', 7)).toBe('2026-02-28');
  });

  test('a year without its notice is an error that names the file, whichever day of it is asked for', () => {
    const ask = () => isWorkingDay(calendar, '2027-01-04');

    expect(ask).toThrow(AppError);
    expect(ask).toThrow(/knowledge\/calendar\.yaml does not hold the year 2027/);
    expect(() => due('2026-12-01T10:00:00', { length: 30, unit: 'working-day' })).toThrow(/2027/);
  });

  test('the last week of December is not known before the notice of the next year', () => {
    expect(isWorkingDay(calendar, '2025-12-31')).toBe(true);
    expect(isWorkingDay(calendar, '2026-12-23')).toBe(true);
    expect(() => isWorkingDay(calendar, '2026-12-24')).toThrow(/2027/);
  });
});

describe('the rule of day one', () => {
  test('is read from the typed facts of the clauses and cites them', () => {
    expect(rule).toEqual({
      firstDay: 'next-day',
      clauses: ['law-day-count', 'last-day-included'],
    });
  });

  test('does not count the day of the event and counts the last: the example of the clause', () => {
    expect(lastDayOfPeriod(rule, '2026-10-01', 7)).toBe('2026-10-08');
    expect(lastDayOfPeriod(rule, '2024-02-25', 7)).toBe('2024-03-03');
    expect(lastDayOfPeriod(rule, '2026-12-28', 15)).toBe('2027-01-12');
    expect(dayOfPeriod(rule, '2026-10-01', '2026-10-01')).toBe(0);
  });

  test('the other way round, the day of the event is day one', () => {
    const sameDay: PeriodRule = { firstDay: 'same-day', clauses: [] };

    expect(lastDayOfPeriod(sameDay, '2026-10-01', 7)).toBe('2026-10-07');
    expect(dayOfPeriod(sameDay, '2026-10-01', '2026-10-07')).toBe(7);
  });
});

describe('deadlines', () => {
  test('of days end with the last millisecond of the last one in Shanghai, with their clauses', () => {
    const { dueAt, lastDay, clauses } = due('2026-11-25T00:00:00', { length: 7, unit: 'day' });

    expect(new Date(dueAt).toISOString()).toBe('2026-12-02T15:59:59.999Z');
    expect(lastDay).toBe('2026-12-02');
    expect(clauses).toEqual(['law-day-count', 'last-day-included']);
  });

  test('of hours run through nights and holidays, and name the day they end on', () => {
    const { dueAt, lastDay } = due('2026-09-30T18:05:00', { length: 48, unit: 'hour' });

    expect(dueAt).toBe(at('2026-10-02T18:05:00'));
    expect(lastDay).toBe('2026-10-02');
  });

  test('from the cut-off on an event counts as of the next day, and its clause is cited', () => {
    const clause = 'cut-off' as never;
    const strict = { ...calendar, cutOffs: new Map([['receipt', { hour: 17, clause }]]) };
    const period: Period = { length: 1, unit: 'working-day', anchor: 'receipt' };
    const ends = (moment: string) => deadlineOf(at(moment), period, { calendar: strict, rule });

    expect(ends('2026-11-25T16:59:59.999').lastDay).toBe('2026-11-26');
    expect(ends('2026-11-25T17:00:00').lastDay).toBe('2026-11-27');
    expect(ends('2026-11-25T17:00:00').clauses).toContain('cut-off');
  });
});
