import type { Report } from '../../knowledge/problem.ts';
import { daysOf, isWeekend, noticeReachesBackTo, type Stretch } from './work-calendar.ts';

/** The holidays that each year's notice speaks of; two may be one stretch of days. */
const everyYears = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;
/** Those that never move; the others go by the moon and the sun. */
const fixed: Readonly<Record<string, string>> = { 元旦: '01-01', 劳动节: '05-01', 国庆节: '10-01' };
/** The longest stretch so far has had nine. */
const longestHoliday = 12;

/** A year's notice as the file has it. */
interface YearFile {
  readonly year: number;
  readonly statutoryDays: number;
  readonly holidays: readonly (Stretch & { readonly name: string })[];
  readonly workdays: readonly string[];
}

interface YearPlace {
  readonly report: Report;
  lineOf(path: readonly PropertyKey[]): number;
}

/** What cannot be true of a year's notice; one wrong digit shows in the sum of the days at the latest. */
export function checkHolidayYear(file: YearFile, place: YearPlace): void {
  const { report, lineOf } = place;
  for (const name of everyYears) checkHoliday(file, name, place);
  for (const [at, holiday] of file.holidays.entries()) {
    const { name, from, to } = holiday;
    const line = lineOf(['holidays', at]);
    if (from > to || daysOf(holiday).length > longestHoliday)
      report.error(line, `“${name}”的起止日期不对`, '请检查 from 和 to');
    else if (!isRuledBy(file.year, from) || !isRuledBy(file.year, to))
      report.error(line, `“${name}”不在 ${file.year} 年`, '请检查年份');
    if (file.holidays.some((other, before) => before < at && other.from <= to && from <= other.to))
      report.error(line, `“${name}”和另一个假期重叠`, '请检查 from 和 to');
  }
  checkWorkdays(file, place);
  checkSum(file, place);
}

function checkHoliday(file: YearFile, name: string, { report, lineOf }: YearPlace): void {
  const found = file.holidays.find((holiday) => holiday.name.split('、').includes(name));
  const day = fixed[name] === undefined ? null : `${file.year}-${fixed[name]}`;
  if (!found)
    report.error(
      lineOf(['holidays']),
      `${file.year} 年没有写“${name}”`,
      '请照通知补上；两个节合在一起的，name 写“国庆节、中秋节”',
    );
  else if (day !== null && (day < found.from || day > found.to))
    report.error(lineOf(['holidays']), `“${name}”里没有 ${day}`, '请检查 from 和 to');
}

function checkWorkdays(file: YearFile, { report, lineOf }: YearPlace): void {
  for (const [at, day] of file.workdays.entries()) {
    const line = lineOf(['workdays', at]);
    if (!isWeekend(day) || !isRuledBy(file.year, day))
      report.error(
        line,
        `${day} 不是 ${file.year} 年的周六或周日`,
        '调休上班的都是周末，请检查日期',
      );
    if (file.holidays.some(({ from, to }) => from <= day && day <= to))
      report.error(line, `${day} 又放假又上班`, '请检查日期');
    if (file.workdays.indexOf(day) !== at) report.error(line, `${day} 写了两遍`, '请删掉一处');
  }
}

/** Every day that is given off beside the statutory ones is worked on a weekend. */
function checkSum(file: YearFile, { report, lineOf }: YearPlace): void {
  const off = file.holidays.flatMap(daysOf).filter((day) => !isWeekend(day)).length;
  const sum = off - file.workdays.length;
  if (sum === file.statutoryDays) return;
  report.error(
    lineOf(['statutoryDays']),
    `工作日放假 ${off} 天，周末上班 ${file.workdays.length} 天，相差 ${sum} 天，不是 ${file.statutoryDays} 天`,
    '请照通知逐日核对 holidays 和 workdays',
  );
}

/** Days of the year, and the last of the year before. */
function isRuledBy(year: number, day: string): boolean {
  return day >= `${year - 1}-${noticeReachesBackTo}` && day <= `${year}-12-31`;
}
