import { type Problem, reportTo } from '../../knowledge/problem.ts';
import { dayOf } from '../calendar.ts';
import { calendarPath, noticeReachesBackTo, type WorkCalendar } from './work-calendar.ts';

/** The notices of the last years came out from late October to the middle of November. */
const expectedFromMonth = 11;

/**
 * Warns of a year that working days are about to need and that the calendar does not hold: this one, and from November
 * on the next. Nobody can reckon a notice that was not published, so the remedy says to wait for it.
 */
export function checkKnownYears(
  { years }: Pick<WorkCalendar, 'years'>,
  now: number,
): readonly Problem[] {
  // Who keeps no calendar counts no working days; that a clause needs one is told where it is read.
  if (years.size === 0) return [];
  const today = dayOf(now);
  const year = Number(today.slice(0, 4));
  const isNextNear = Number(today.slice(5, 7)) >= expectedFromMonth;
  const problems: Problem[] = [];
  const report = reportTo(problems, calendarPath);
  for (const needed of isNextNear ? [year, year + 1] : [year]) {
    if (years.has(needed)) continue;
    report.warn(
      1,
      `没有 ${needed} 年的放假安排：${needed - 1}-${noticeReachesBackTo} 起按工作日算的期限算不出是哪一天`,
      '国务院办公厅发布通知以后，照通知加进 years；没有发布以前不要自己推算，跟顾客说几天内或者几月几日',
    );
  }
  return problems;
}
