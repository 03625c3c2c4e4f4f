import type { Amount } from '../entity.ts';
import { matchesOf } from '../matches-of.ts';
import type { Candidate, Certainty, Find } from './candidate.ts';
import { hanDigit, numeral, readNumber } from './numbers.ts';

/** What is counted, not paid: 三块表, 两百件. */
const countedThings =
  '手?表|蛋糕|肉|布|电池|屏|面?板|砖|肥皂|香皂|毛巾|硬盘|玉|石|地|玻璃|巧克力|豆腐|手环|糖|饼|姜|木|牌|瓷砖|区域';
const measures =
  '个|件|双|台|条|盒|瓶|袋|箱|套|本|部|支|包(?!邮)|罐|张|只|份|把|顶|副|枚|颗|片|根|桶|对|组|串|次|遍|人|位|家|天|日|周|年|月|号|点|分|秒|小时|钟|倍|折|克|斤|公斤|千克|吨|米|厘米|里|公里|平|升|毫升|度|码|寸|级|层|楼|期|单|步|字|句|米|瓦|安|毫安|转|块|%|k?g|m|cm|mm|gb?|tb?|w|v';
const about = '(?:多|来|几|余)?';
const left = `(?<![\\d.第型号a-z零〇一二两三四五六七八九十百千万几数]|\\d,)`;

/** 块 and 元 with what follows: 99块8, 99块8毛5, 12元5角. */
const withUnit = new RegExp(
  `${left}(?<whole>${numeral})${about}(?:元|块|圆|人民币)(?!${countedThings}|旦|素|宵|宝|件套)(?:(?<jiao>\\d|${hanDigit})[毛角](?:(?<fen>\\d|${hanDigit})分?(?!钟|\\d))?|(?<cut>\\d{1,2}|${hanDigit})(?!\\d|[.]\\d|${measures}|[十百千万]|${hanDigit}))?(?:钱|整)?`,
  'gu',
);
const small = new RegExp(
  `${left}(?<jiao>\\d|${hanDigit})(?:毛(?!巾|衣|孔|线|病|绒|刷|球|毯|呢|笔)|角(?!度|色|落))(?:(?<fen>\\d|${hanDigit})分?(?!钟))?钱?`,
  'gu',
);
const withSign = new RegExp(
  `(?:¥|rmb|cny|人民币) ?:? ?(?<whole>${numeral})(?:元|块|圆)?(?:钱|整)?`,
  'gu',
);
/** Words of paying and price before a bare number: 花了299, 运费 12. */
const afterPrice = new RegExp(
  `(?:花了?|花费|付了?|付款|实付|支付了?|付的|价格|价钱|原价|现价|单价|到手价?|总价|售价|标价|定价|券后价?|优惠价|活动价|成交价|拼团价|价值|运费|邮费|快递费|差价|金额|总共|合计|共计|一共|便宜了?|降了?|涨了?|降到|降价|涨到|涨价|贵了?|只卖|卖|多收了?|多扣了?|扣了?|扣款|少退了?|退了(?:我|给我)?|只退(?:了|我|给我)?|赔(?:了|付)?我?|补(?:了|偿)?我?|转了)(?:是|为|:|了|我|大概|大约|差不多|才|要|都|就|只|还|只要|到){0,3} ?(?<whole>(?=[\\d零〇一二两三四五六七八九十百千万]{0,15}(?:\\d|[十百千万]))${numeral})(?<about>多|来)?(?!\\d|[a-z%.]|${measures}|多?(?:${measures})|-|/|[零〇一二两三四五六七八九十百千万几])`,
  'gu',
);
/** A large number that nothing counts is money: 两百多, 3千5, 1.2万. */
const large = new RegExp(
  `${left}(?<whole>(?=[\\d.零一二两三四五六七八九十]{1,6}[百千万])(?:\\d{1,4}(?:\\.\\d{1,2})?[百千万]\\d?|[一二两三四五六七八九十]{1,3}[百千万][零一二三四五六七八九十百千]{0,6}))(?:多|来)?(?=$|[,.;!? ~]|的(?!人|话)|买|了|啊|呢|吧|就|没|还|左右|上下|呀|哦|拿)`,
  'gu',
);

/** Sums of money, from ¥99.80 to 两百多; in fen, so that nothing is lost to fractions. */
export const findAmounts: Find = ({ text }) => [
  ...amountsIn(text, withSign, 'told'),
  ...amountsIn(text, withUnit, 'told').filter(({ start, end }) => !isTogether(text, start, end)),
  ...amountsIn(text, small, 'told'),
  ...amountsIn(text, afterPrice, 'likely'),
  ...amountsIn(text, large, 'likely'),
];

function amountsIn(text: string, pattern: RegExp, certainty: Certainty): readonly Candidate[] {
  return matchesOf(text, pattern).flatMap((match) => {
    const value = amountOf(match.groups ?? {});
    if (value === null) return [];
    const end = match.index + match[0].length;
    const { whole, about: more = '' } = match.groups ?? {};
    // After a word of price the number alone is the amount.
    const start = pattern === afterPrice ? end - (whole ?? '').length - more.length : match.index;
    return [{ type: 'amount', value, start, end, certainty } as const];
  });
}

const largestFen = 100_000_000_000;

function amountOf(parts: Readonly<Record<string, string | undefined>>): Amount | null {
  const { whole, jiao, fen: lastFen, cut } = parts;
  const yuan = whole === undefined ? 0 : readNumber(whole);
  if (yuan === null) return null;
  const fen =
    Math.round(yuan * 100) + 10 * read(jiao) + read(lastFen) + read(cut) * (isTwo(cut) ? 1 : 10);
  return fen > 0 && fen <= largestFen ? { yuan: fen / 100, fen } : null;
}

const read = (digits: string | undefined) => (digits === undefined ? 0 : (readNumber(digits) ?? 0));
const isTwo = (digits: string | undefined) => digits?.length === 2;

/** 一块 alone is "together" (一块退了), unless paying stands before it. */
function isTogether(text: string, start: number, end: number): boolean {
  return (
    text.slice(start, end) === '一块' &&
    !/[花付收价费贵退赔补差扣]了?[才要就]?$/u.test(text.slice(Math.max(0, start - 4), start))
  );
}
