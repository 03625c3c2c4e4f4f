import { describe, expect, test } from 'vitest';
import type { Clause } from '../../../../src/knowledge/clause.ts';
import type { Problem } from '../../../../src/knowledge/problem.ts';
import { readPeriodRules } from '../../../../src/policy/deadline/period-rules.ts';
import { readWorkCalendar } from '../../../../src/policy/deadline/read-work-calendar.ts';
import { shippedPolicies } from '../policy-files.ts';

const { revision } = await shippedPolicies();
const shipped = revision.files.get('calendar.yaml') ?? '';

function read(text: string | null) {
  const problems: Problem[] = [];
  const files = new Map(text === null ? [] : [['calendar.yaml', text]]);
  const calendar = readWorkCalendar({ files, clauses: revision.clauses }, problems);
  return { calendar, messages: problems.map(({ severity, message }) => `${severity}: ${message}`) };
}

test('the shipped calendar holds two years without a problem', () => {
  const { calendar, messages } = read(shipped);

  expect(messages).toEqual([]);
  expect([...calendar.years]).toEqual([2025, 2026]);
});

describe('what is wrong with a calendar is found:', () => {
  test.each([
    ['a holiday one day short', 'to: 2026-05-05', 'to: 2026-05-04', /工作日放假 18 天/],
    ['a working Saturday forgotten', ', 2026-10-10]', ']', /相差 14 天，不是 13 天/],
    ['a working day that is none of a weekend', '2026-10-10]', '2026-10-09]', /不是 2026 年的周六/],
    ['a day off and worked', '2026-02-28,', '2026-02-22,', /又放假又上班/],
    ['a working day twice', '2026-02-28,', '2026-02-14,', /写了两遍/],
    [
      'a holiday left out',
      '{ name: 端午节, from: 2026',
      '{ name: 泼水节, from: 2026',
      /没有写“端午节”/,
    ],
    [
      'a holiday that never moves, moved',
      'from: 2026-05-01',
      'from: 2026-05-02',
      /里没有 2026-05-01/,
    ],
    [
      'another year',
      'from: 2026-04-04, to: 2026-04-06',
      'from: 2027-04-04, to: 2027-04-06',
      /不在 2026 年/,
    ],
    ['two holidays on one day', 'from: 2026-06-19', 'from: 2026-05-05', /“端午节”/],
    ['the ends the wrong way round', 'from: 2026-09-25', 'from: 2026-09-28', /起止日期不对/],
    ['a year twice', 'year: 2025', 'year: 2026', /2026 年写了两遍/],
    ['a day that does not exist', 'to: 2026-04-06', 'to: 2026-04-31', /写得不对/],
    [
      'a cut-off without a clause',
      'cutOffs: []',
      'cutOffs: [{ anchor: a, hour: 9, clause: nowhere }]',
      /条款“nowhere”不存在/,
    ],
  ])('%s', (_title, before, after, message) => {
    expect(shipped).toContain(before);

    const { messages } = read(shipped.replace(before, after));

    expect(messages.join('\n')).toMatch(message);
  });

  test('a year that nobody has compared with the notice is told', () => {
    const { messages } = read(shipped.replace('verified: true', 'verified: false'));

    expect(messages).toEqual(['warning: 2025 年的放假安排没有和通知核对过']);
  });

  test('no calendar at all, where a clause counts working days', () => {
    expect(read(null).messages.join()).toMatch(/warning: 没有这个文件，条款“[a-z-]+”的工作日/);
  });
});

test('a clause that names another way to count than the two is found', () => {
  const problems: Problem[] = [];
  const clauses = new Map(
    [...revision.clauses].map(([id, clause]): [typeof id, Clause] => [
      id,
      id === 'law-day-count'
        ? { ...clause, facts: clause.facts.map((fact) => ({ ...fact, value: 'some-day' })) }
        : clause,
    ]),
  );

  readPeriodRules(clauses, new Set(), problems);

  expect(problems.map(({ message }) => message)).toEqual([
    '条款“law-day-count”的 period-first-day 写的是“some-day”',
  ]);
});
