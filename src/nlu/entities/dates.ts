import { matchesOf } from '../matches-of.ts';
import { dateOfDay, dayOfDate, isoOfDay, weekdayOf } from './calendar-day.ts';
import type { Find, Found } from './candidate.ts';
import { festivals } from './festivals.ts';
import { readDigits, readNumber } from './numbers.ts';

/** One way to name a day. */
interface DateRule {
  readonly pattern: RegExp;
  readonly read: (parts: Parts, when: When) => number | null;
}

type Parts = Readonly<Record<string, string | undefined>>;

interface When {
  /** Days since 1970. */
  readonly today: number;
  /** The words around speak of what is still to come. */
  readonly isComing: boolean;
}

/**
 * Days that are named: 昨天, 上周三, 10月3号, 双十一. A shopper tells what has happened, so a day without its year or
 * week is the last one that was, today included; words of waiting and planning turn it into the next one.
 * How long ago something was (三天前) is for `findDaysAgo`.
 */
export const findDates: Find = ({ text }, today) =>
  rules.flatMap(({ pattern, read }) =>
    matchesOf(text, pattern).flatMap(({ 0: whole, index, groups }): readonly Found[] => {
      const end = index + whole.length;
      const day = read(groups ?? {}, { today, isComing: isComing(text, index, end) });
      if (day === null) return [];
      return [{ type: 'date', value: isoOfDay(day), start: index, end, certainty: 'told' }];
    }),
  );

const clauseReach = 12;
const comingBefore =
  /(?:预计|预约|约(?:了|到|在|的)|改到|改成|改约|推迟到|延到|最晚|最迟|赶在|能不能|可不可以|可以|能|准备|打算|计划)[^,.;!?]{0,4}$/u;
const comingAfter =
  /^(?:之?前)?[^,.;!?\d]{0,3}?(?:能(?!退|换|不能退)|才能|才发|要用|要交|要送|要出差|要走|必须|务必|得(?!知)|会(?!员)|来得及|再来|再送|上门|来装|来取|前)/u;

function isComing(text: string, start: number, end: number): boolean {
  return (
    comingBefore.test(text.slice(Math.max(0, start - clauseReach), start)) ||
    comingAfter.test(text.slice(end, end + clauseReach))
  );
}

const relativeDays: ReadonlyMap<string, number> = new Map([
  ['大前', -3],
  ['前', -2],
  ['昨', -1],
  ['寻', -1],
  ['琴', -1],
  ['今', 0],
  ['明', 1],
  ['听', 1],
  ['后', 2],
  ['大后', 3],
]);

const han = '[一二三四五六七八九十廿]{1,3}';
const monthPart = `(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])`;
const dayPart = `(?<day>3[01]|[12]\\d|0?[1-9]|${han})`;
const yearPart = `(?:(?<year>(?:20)?[1-3]\\d|二[零〇]?[零〇一二三][零〇一二三四五六七八九])年|(?<yearWord>今年|去年|前年|明年))`;
/** What may follow a bare day of the month when it is one: 15号发的, 3号下单. */
const happened =
  '的(?!鞋|衣|码|戒)|就|才|晚|早|下午|上午|中午|凌晨|到|收|签|买|下[单的]|发|寄|付|拍|送|左右|那天|之?前|以前|拿|申请|退|取|验|用|装|开|等';

const rules: readonly DateRule[] = [
  {
    pattern:
      /(?<![以之\d年月天日号]|大)(?<word>大前|前)(?:天|日|儿个?)(?!天)|(?<word>昨|今|明)(?:天|日(?!子)|儿个?|晚|早)|(?<![以之\d年月天日号大])(?<word>大后|后)天(?!天)|(?<word>寻|琴|听)日/gu,
    read: ({ word }, { today }) => shifted(today, relativeDays.get(word ?? '')),
  },
  {
    pattern:
      /(?:(?<week>上上|上|这|本|下下|下)个?(?:周|星期|礼拜)?的?(?:周|星期|礼拜)|(?<![一二两三四五六七八九十半几每\d整多后]|[一二三四五六日天][到至~-])(?:周|星期|礼拜))(?<weekday>[一二三四五六日天]|[1-6](?![\d天次个件折]))(?!次|[~-](?:周|[一二三四五六日])|[到至](?:周|星期|礼拜|[一二三四五六日])|(?<=周[一二三四五六日天])年|(?<=周六)日|岁)/gu,
    read: readWeekday,
  },
  {
    pattern: new RegExp(
      `(?<![\\d第.])(?:${yearPart}的?)?(?<![\\d个]|[十两几])${monthPart}月(?:份)?的?${dayPart}(?:[号日](?!楼|电池|线)|(?![\\d.]|个|件|天|块|元|月|台|双|次|盒|[~-]|[一二三四五六七八九十]))`,
      'gu',
    ),
    read: readMonthDay,
  },
  {
    pattern: new RegExp(`(?<monthWord>上上个?|上个?|这个?|本|当|下个?)月的?${dayPart}[号日]`, 'gu'),
    read: readDayOfNamedMonth,
  },
  {
    pattern: new RegExp(
      `(?<![\\d.年月第大小换尺码型口指/-]|${han}|单|编|账|房|门)${dayPart}(?:号(?=${happened}|$|[ ,.;!?~])|日(?=收|签|买|下单|发货|付款|到货|晚|上午|下午))`,
      'gu',
    ),
    read: ({ day }, when) => nearestDayOfMonth(numberOf(day), when),
  },
  {
    pattern:
      /(?<![\d.-])(?<year>20[1-3]\d)(?<sign>[-/.])(?<month>1[0-2]|0?[1-9])\k<sign>(?<day>3[01]|[12]\d|0?[1-9])[号日]?(?![\d-])|(?<![\da-z])(?<year>20[1-3]\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?![\da-z])/gu,
    read: readMonthDay,
  },
  {
    pattern:
      /(?<![\d./-])(?<month>1[0-2]|0?[1-9])[./·-](?<day>3[01]|[12]\d|0?[1-9])(?:[号日]|(?=(?:才|就|的时候|晚上?|早上|上午|下午|中午)?(?:收到|到货|签收|下单|下的单|买|拿到|付款|付的|发货|拍|到的|送到|申请)))/gu,
    read: readMonthDay,
  },
  ...festivals.map(({ name, dayIn }) => ({
    pattern: new RegExp(
      `(?:(?<yearWord>今年|去年|前年|明年)|(?<year>20[1-3]\\d)年?)?的?(?:${name})`,
      'gu',
    ),
    read: (parts: Parts, when: When) => {
      const year = yearOf(parts, when.today);
      return year === null ? nearestInYears(dayIn, when) : dayIn(year);
    },
  })),
];

function shifted(today: number, by: number | undefined): number | null {
  return by === undefined ? null : today + by;
}

const weeksAway: ReadonlyMap<string, number> = new Map([
  ['上上', -2],
  ['上', -1],
  ['这', 0],
  ['本', 0],
  ['下', 1],
  ['下下', 2],
]);

function readWeekday({ week, weekday = '' }: Parts, { today, isComing }: When): number {
  const wanted = '日天'.includes(weekday) ? 6 : (numberOf(weekday) ?? 1) - 1;
  const monday = today - weekdayOf(today);
  const away = week === undefined ? null : (weeksAway.get(week) ?? 0);
  if (away !== null) return monday + 7 * away + wanted;
  const inThisWeek = monday + wanted;
  if (isComing) return inThisWeek < today ? inThisWeek + 7 : inThisWeek;
  return inThisWeek > today ? inThisWeek - 7 : inThisWeek;
}

function readMonthDay(parts: Parts, when: When): number | null {
  const month = numberOf(parts['month']);
  const day = numberOf(parts['day']);
  if (month === null || day === null) return null;
  const year = yearOf(parts, when.today);
  if (year !== null) return dayOfDate(year, month, day);
  return nearestInYears((inYear) => dayOfDate(inYear, month, day), when);
}

function readDayOfNamedMonth({ monthWord = '', day }: Parts, { today }: When): number | null {
  const { year, month } = dateOfDay(today);
  const away = monthWord.startsWith('上上')
    ? -2
    : monthWord.startsWith('上')
      ? -1
      : monthWord.startsWith('下')
        ? 1
        : 0;
  return dayInMonth(year, month + away, numberOf(day));
}

/** The year that was said, in two or four digits or in words; `null` where none was. */
function yearOf({ year, yearWord }: Parts, today: number): number | null {
  if (yearWord !== undefined)
    return dateOfDay(today).year + ['前年', '去年', '今年', '明年'].indexOf(yearWord) - 2;
  if (year === undefined) return null;
  const digits = readDigits(year) ?? year;
  return Number(digits.length === 2 ? `20${digits}` : digits);
}

/** Far enough back for February 29, which may be eight years away. */
const yearsSearched = 8;

function nearestInYears(dayIn: (year: number) => number | null, when: When): number | null {
  const { year } = dateOfDay(when.today);
  for (let away = 0; away <= yearsSearched; away += 1) {
    const day = dayIn(when.isComing ? year + away : year + 1 - away);
    if (day !== null && (when.isComing ? day >= when.today : day <= when.today)) return day;
  }
  return null;
}

function nearestDayOfMonth(dayOfMonth: number | null, { today, isComing }: When): number | null {
  const { year, month } = dateOfDay(today);
  for (let away = 0; away < 3; away += 1) {
    const day = dayInMonth(year, month + (isComing ? away : -away), dayOfMonth);
    if (day !== null && (isComing ? day >= today : day <= today)) return day;
  }
  return null;
}

/** `month` may run over the end of the year. */
function dayInMonth(year: number, month: number, day: number | null): number | null {
  const months = year * 12 + month - 1;
  return day === null ? null : dayOfDate(Math.floor(months / 12), (months % 12) + 1, day);
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return readNumber(text.replace(/^廿/u, '二十'));
}
