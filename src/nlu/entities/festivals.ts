import { dateOfDay, dayOfDate } from './calendar-day.ts';

type DayInYear = (year: number) => number | null;

const solar =
  (month: number, day: number): DayInYear =>
  (year) =>
    dayOfDate(year, month, day);

/** Days of the lunar calendar wander within about a month; the window is where they can fall. */
const lunar =
  (month: string, day: number, window: readonly [month: number, day: number]): DayInYear =>
  (year) =>
    lunarDay(year, { month, day, window });

/** Shopping days and holidays that shoppers name instead of a date, with how their names are written in patterns. */
export const festivals: readonly { readonly name: string; readonly dayIn: DayInYear }[] = [
  { name: '双(?:十一|11)|光棍节|11\\.11(?!\\d|元|块)', dayIn: solar(11, 11) },
  { name: '双(?:十二|12)|12\\.12(?!\\d|元|块)', dayIn: solar(12, 12) },
  {
    name: '(?<![\\d.])618(?![\\d.]|元|块|号|件|个)|(?<![零一二三四五六七八九])六一八(?![零一二三四五六七八九])',
    dayIn: solar(6, 18),
  },
  { name: '元旦', dayIn: solar(1, 1) },
  { name: '(?<![2三]\\.?)情人节', dayIn: solar(2, 14) },
  { name: '(?:三八|38)(?:妇女|女神|女王)?节|妇女节|女神节|女王节', dayIn: solar(3, 8) },
  {
    name: '(?<![十零一二三四五六七八九第])五一(?:劳动)?节?(?![零一二三四五六七八九])|劳动节',
    dayIn: solar(5, 1),
  },
  {
    name: '(?<![十零一二三四五六七八九第])六一(?:儿童)?节?(?![零一二三四五六七八九])|儿童节',
    dayIn: solar(6, 1),
  },
  { name: '教师节', dayIn: solar(9, 10) },
  { name: '国庆节?|十一(?=那天|当天|长假|假期|黄金周|期间|放假)', dayIn: solar(10, 1) },
  { name: '平安夜', dayIn: solar(12, 24) },
  { name: '圣诞节?', dayIn: solar(12, 25) },
  { name: '春节|大年初一|正月初一', dayIn: lunar('1', 1, [1, 20]) },
  { name: '除夕|大年三十|年三十', dayIn: (year) => dayBefore(lunarDay(year, newYear)) },
  { name: '元宵节?', dayIn: lunar('1', 15, [2, 3]) },
  { name: '端午节?', dayIn: lunar('5', 5, [5, 27]) },
  { name: '七夕节?', dayIn: lunar('7', 7, [7, 30]) },
  { name: '中秋节?', dayIn: lunar('8', 15, [9, 6]) },
  { name: '重阳节?', dayIn: lunar('9', 9, [10, 1]) },
];

interface LunarDate {
  /** As the calendar writes it: leap months carry a mark and never match. */
  readonly month: string;
  readonly day: number;
  /** The first day of the solar year on which it can fall. */
  readonly window: readonly [month: number, day: number];
}

const newYear: LunarDate = { month: '1', day: 1, window: [1, 20] };
const longestWindow = 36;

const chineseCalendar = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

function lunarDay(year: number, { month, day, window }: LunarDate): number | null {
  const first = dayOfDate(year, ...window);
  if (first === null) return null;
  for (let offset = 0; offset < longestWindow; offset += 1) {
    const { year: y, month: m, day: d } = dateOfDay(first + offset);
    const parts = chineseCalendar.formatToParts(Date.UTC(y, m - 1, d));
    const part = (type: string) => parts.find((one) => one.type === type)?.value;
    if (part('month') === month && part('day') === String(day)) return first + offset;
  }
  return null;
}

const dayBefore = (day: number | null) => (day === null ? null : day - 1);
