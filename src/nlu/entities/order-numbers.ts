import type { AlignedText } from '../aligned-text.ts';
import { typedSpan } from '../aligned-text.ts';
import type { Courier } from '../lexicon/lexicon.ts';
import { wordPattern } from '../lexicon/phrase.ts';
import { matchesOf } from '../matches-of.ts';
import type { Candidate, Certainty, Find } from './candidate.ts';
import { readDigits } from './numbers.ts';

/** Letters and digits in groups that blanks or dashes part; at least six signs. */
const sign = '[a-z\\d](?:[ _-]?[a-z\\d]){5,31}';
const digits = '\\d(?:[ -]?\\d){8,21}';
const nameEnd = '(?:号码|编号|号|码)?(?:是|为|:|#|\\(|【|「)? ?';
const numberAfter = (words: string) =>
  new RegExp(`(?:${words})${nameEnd}(?<number>(?=[a-z\\d _-]{0,40}\\d)${sign})(?![a-z\\d])`, 'gu');
const afterOrderWord = numberAfter('订单|定单|order');
/** What kind of number the words leave open. */
const afterNumberWord = numberAfter('单号|单子');
const bareNumber = new RegExp(
  `(?<![\\d.a-z@+_-])(?<number>(?:[a-z]{1,4}-?)?${digits})(?![\\d@_-]|\\.\\d|[a-z])`,
  'gu',
);
/** 二零二六一一…: read out loud, one by one. */
const spoken = new RegExp(
  `(?:订单|定单|单号|单子)${nameEnd}(?<number>[零〇一二两三四五六七八九幺]{8,22})(?![零〇一二两三四五六七八九幺十百千万])`,
  'gu',
);
const enoughDigits = 4;

/** Numbers of orders and parcels. A number without any word around it is most likely an order's. */
export function createFindOrderNumbers(couriers: readonly Courier[]): Find {
  const prefixed = couriers.flatMap(({ numbers }) => numbers.map(patternOf));
  const names = couriers.flatMap(({ name, aliases }) => [name, ...aliases]);
  const carriers = names.map((name) => wordPattern(name.toLowerCase())).join('|');
  const parcelWords =
    '快递|运单|物流|包裹|面单|退货(?=的?单|[编号])|寄回|回寄|寄件|运货|邮寄|查件|(?:快递|运|物流|面|退货)单';
  const afterParcelWord = numberAfter(
    `(?:${parcelWords})(?:的?单)?|(?:${carriers || '(?!)'})(?:快递|速运|物流|速递)?(?:的?单)?`,
  );
  // Where two claim the same number with the same right, the first does.
  const findTyped: Find = (aligned) => [
    ...numbersIn(aligned, afterOrderWord, 'order_id', 'proven'),
    ...prefixed.flatMap((pattern) => numbersIn(aligned, pattern, 'tracking_no', 'proven')),
    ...numbersIn(aligned, afterParcelWord, 'tracking_no', 'proven'),
    ...numbersIn(aligned, afterNumberWord, 'order_id', 'told'),
    ...numbersIn(aligned, bareNumber, 'order_id', 'likely'),
  ];
  return (aligned, today) => [
    // Most messages hold no digit, and each courier has patterns of its own.
    ...(/\d/.test(aligned.text) ? findTyped(aligned, today) : []),
    ...spokenNumbersIn(aligned),
  ];
}

function spokenNumbersIn({ text }: AlignedText): readonly Candidate[] {
  return matchesOf(text, spoken).flatMap((match) => {
    const number = match.groups?.['number'] ?? '';
    const value = readDigits(number);
    const end = match.index + match[0].length;
    if (value === null) return [];
    return [{ type: 'order_id', value, start: end - number.length, end, certainty: 'proven' }];
  });
}

function patternOf({
  prefix,
  letters,
  digits: [fewest, most],
  suffix,
}: Courier['numbers'][number]) {
  const more = letters > 0 ? `[a-z]{0,${letters}}` : '';
  const number = `\\d(?:[ -]?\\d){${fewest - 1},${most - 1}}`;
  return new RegExp(
    `(?<![a-z\\d])(?<number>${prefix.toLowerCase()}${more}[ -]?${number}${suffix.toLowerCase()})(?![a-z\\d])`,
    'gu',
  );
}

function numbersIn(
  aligned: AlignedText,
  pattern: RegExp,
  type: 'order_id' | 'tracking_no',
  certainty: Certainty,
): readonly Candidate[] {
  return matchesOf(aligned.text, pattern).flatMap((match) => {
    const number = match.groups?.['number'] ?? '';
    if (number.replace(/\D/g, '').length < enoughDigits) return [];
    const end = match.index + match[0].length;
    const start = end - number.length;
    // Letters of an order keep their case, so the value is read from what was typed.
    const typed = typedSpan(aligned, start, end).text.normalize('NFKC');
    const bare = typed.replace(/[^\p{L}\p{N}]/gu, '');
    const value = type === 'tracking_no' ? bare.toUpperCase() : bare;
    return [{ type, value, start, end, certainty }];
  });
}
