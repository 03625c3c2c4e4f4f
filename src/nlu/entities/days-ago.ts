import { matchesOf } from '../matches-of.ts';
import type { Find } from './candidate.ts';
import { readNumber, smallNumeral } from './numbers.ts';

const daysOf: ReadonlyMap<string, number> = new Map([
  ['天', 1],
  ['日', 1],
  ['周', 7],
  ['星期', 7],
  ['礼拜', 7],
  ['月', 30],
  ['年', 365],
]);
/** Half of a month, and of a year, in days. */
const halfDays: ReadonlyMap<string, number> = new Map([
  ['月', 15],
  ['年', 182],
]);

const more = '(?:多|来|几)?';
const length = `(?:(?<half>半)个?(?<unit>月|年)|(?<count>${smallNumeral}|俩|仨)${more}(?:(?:个(?:多|(?<and>半))?)?(?<unit>月|星期|礼拜)|(?<unit>天|日|周|年)(?<and>半)?)多?)`;
const notBefore =
  '(?<![\\d.第a-z零〇一二两三四五六七八九十百几近前满到头每隔约]|不到|没到|上半|下半|大|小)';

/** 三天前, 半个月了 */
const withEnding = new RegExp(
  `${notBefore}${length}(?:之前|以前|前(?!台|后|提|面|往)|(?=了|啦|咧|喽|咯))`,
  'gu',
);
/** 买了一个多月, 都七天, 签收十天 */
const afterVerb = new RegExp(
  `(?:(?:买|收|到|用|穿|戴|拍|拿|过|等|放|付|寄|订|退|拖|卡|发|停|催|申请|使用|下单)(?:来|回来|到|到货|到手|货|款)?了|买来|买回来|入手|到手|收到货?|签收|到货|下单|已经|都|才)(?:都|已经|才|有|快|刚|差不多|大概|大约|足足|整整|将近|得有|都有|也就|刚好|快有){0,2}${length}(?!内|之内|以内|后|之后|以后|无理由|包|保|试|质保|可|能|的时间|起|-|~|到|至|,?还能|就能|里|之)`,
  'gu',
);

/**
 * How long ago something was, where the words count from it: 三天前, 十五天了, 买了一个多月. A length that only bounds
 * (七天内, 不到一个月) or a range (两三天前) says no number of days, and a named day is for `findDates`.
 */
export const findDaysAgo: Find = ({ text }) =>
  [withEnding, afterVerb].flatMap((pattern) =>
    matchesOf(text, pattern).flatMap((match) => {
      const days = daysIn(match.groups ?? {});
      if (days === null) return [];
      const lead = match[0].search(lengthAtEnd);
      const start = match.index + (pattern === afterVerb ? Math.max(0, lead) : 0);
      const end = match.index + match[0].length;
      return [{ type: 'days_ago', value: days, start, end, certainty: 'told' } as const];
    }),
  );

const lengthAtEnd = new RegExp(`${length.replaceAll(/\?<(?:half|unit|count|and)>/g, '?:')}$`, 'u');
const longestDays = 3650;

function daysIn({
  half,
  unit = '',
  count = '',
  and,
}: Readonly<Record<string, string | undefined>>) {
  if (half !== undefined) return halfDays.get(unit) ?? null;
  const number = readNumber(count);
  const each = daysOf.get(unit);
  if (number === null || each === undefined || !Number.isInteger(number)) return null;
  const days = number * each + (and === '半' ? (halfDays.get(unit) ?? 0) : 0);
  return days <= longestDays ? days : null;
}
