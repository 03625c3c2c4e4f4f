import { z } from 'zod';
import { type ClauseId, parseClauseId } from '../../kernel/ids.ts';
import type { Clause } from '../../knowledge/clause.ts';
import { dateText } from '../../knowledge/date-text.ts';
import { type Problem, reportTo } from '../../knowledge/problem.ts';
import { slugText } from '../../knowledge/source.ts';
import { type Parsed, parseYaml } from '../../knowledge/yaml-text.ts';
import { checkHolidayYear } from './check-holiday-year.ts';
import {
  type CutOff,
  calendarPath,
  daysOf,
  emptyCalendar,
  type WorkCalendar,
} from './work-calendar.ts';

const filled = z.string().min(1, '不能为空');

const yearFile = z.strictObject({
  year: z.number().int().min(2000).max(2099),
  source: filled,
  published: dateText,
  /** Whether somebody has compared it with the text of the notice. */
  verified: z.boolean(),
  note: filled.optional(),
  statutoryDays: z.number().int().min(1).max(31),
  holidays: z
    .array(z.strictObject({ name: filled, from: dateText, to: dateText }))
    .min(1)
    .max(12),
  workdays: z.array(dateText).max(20),
});

const calendarFile = z.strictObject({
  years: z.array(yearFile).min(1, '至少写一年'),
  cutOffs: z
    .array(
      z.strictObject({ anchor: slugText, hour: z.number().int().min(1).max(23), clause: slugText }),
    )
    .default([]),
});

type CalendarFile = z.infer<typeof calendarFile>;

interface CalendarSources {
  readonly files: ReadonlyMap<string, string>;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
}

/** Reads `calendar.yaml`. Without the file nothing is known of any year; where a clause needs one that is told. */
export function readWorkCalendar(
  { files, clauses }: CalendarSources,
  problems: Problem[],
): WorkCalendar {
  const report = reportTo(problems, calendarPath);
  const text = files.get(calendarPath);
  if (text === undefined) {
    const needing = [...clauses.values()].find(({ facts }) =>
      facts.some(({ unit }) => unit === 'working-day'),
    );
    if (needing)
      report.warn(
        1,
        `没有这个文件，条款“${needing.id}”的工作日算不出来`,
        '请补上，写法见 README.md',
      );
    return emptyCalendar;
  }
  const parsed = parseYaml({ text, firstLine: 1 }, calendarFile, report);
  if (!parsed) return emptyCalendar;
  checkYears(parsed, report);
  const { years } = parsed.value;
  return {
    years: new Set(years.map(({ year }) => year)),
    holidays: new Set(years.flatMap(({ holidays }) => holidays.flatMap(daysOf))),
    workdays: new Set(years.flatMap(({ workdays }) => workdays)),
    cutOffs: readCutOffs(parsed, clauses, report),
  };
}

type CalendarReport = ReturnType<typeof reportTo>;

function checkYears({ value, lineOf }: Parsed<CalendarFile>, report: CalendarReport): void {
  const seen = new Set<number>();
  for (const [at, year] of value.years.entries()) {
    const line = lineOf(['years', at]);
    if (seen.has(year.year)) report.error(line, `${year.year} 年写了两遍`, '请删掉一处');
    seen.add(year.year);
    if (!year.verified)
      report.warn(
        line,
        `${year.year} 年的放假安排没有和通知核对过`,
        '请核对以后把 verified 改成 true',
      );
    checkHolidayYear(year, {
      report,
      lineOf: (path) => lineOf(['years', at, ...path]),
    });
  }
}

function readCutOffs(
  { value, lineOf }: Parsed<CalendarFile>,
  clauses: CalendarSources['clauses'],
  report: CalendarReport,
): ReadonlyMap<string, CutOff> {
  return new Map(
    value.cutOffs.flatMap(({ anchor, hour, clause }, at): [string, CutOff][] => {
      const id = parseClauseId(clause);
      if (id && clauses.has(id)) return [[anchor, { hour, clause: id }]];
      report.error(
        lineOf(['cutOffs', at]),
        `条款“${clause}”不存在`,
        '截止钟点要有条款作依据，请改成 clauses/ 里的编号',
      );
      return [];
    }),
  );
}
