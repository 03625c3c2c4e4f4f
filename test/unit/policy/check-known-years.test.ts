import { expect, test } from 'vitest';
import { checkKnownYears } from '../../../src/policy/deadline/check-known-years.ts';

const years = new Set([2025, 2026]);
const warned = (moment: string) =>
  checkKnownYears({ years }, Date.parse(moment)).map(({ message, severity }) => [
    severity,
    /\d{4}/.exec(message)?.[0],
  ]);

test('from November on the year to come is missed, by the days of Shanghai', () => {
  expect(warned('2026-10-31T23:59:59+08:00')).toEqual([]);
  expect(warned('2026-10-31T16:00:00Z')).toEqual([['warning', '2027']]);
  expect(warned('2026-12-31T23:59:59+08:00')).toEqual([['warning', '2027']]);
});

test('a year that has come without its notice is missed all year long', () => {
  expect(warned('2027-03-01T10:00:00+08:00')).toEqual([['warning', '2027']]);
  expect(warned('2027-11-01T10:00:00+08:00')).toEqual([
    ['warning', '2027'],
    ['warning', '2028'],
  ]);
});

test('what the calendar holds is not warned of, and the remedy invents no holidays', () => {
  expect(warned('2025-12-01T10:00:00+08:00')).toEqual([]);
  const [problem] = checkKnownYears({ years }, Date.parse('2026-11-26T10:00:00+08:00'));
  expect(problem).toMatchObject({ file: 'calendar.yaml', line: 1 });
  expect(problem?.remedy).toContain('没有发布以前不要自己推算');
});

test('a folder without a calendar is not told of its years', () => {
  expect(checkKnownYears({ years: new Set() }, Date.parse('2026-11-26T10:00:00+08:00'))).toEqual(
    [],
  );
});
