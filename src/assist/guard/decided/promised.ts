import type { AlignedText } from '../../../nlu/aligned-text.ts';
import { findAmounts } from '../../../nlu/entities/amounts.ts';
import { dayAt } from '../../../nlu/entities/calendar-day.ts';
import { findDates } from '../../../nlu/entities/dates.ts';
import { readNumber } from '../../../nlu/entities/numbers.ts';
import type { PeriodKey, RemedyKey } from './decided.ts';
import {
  isForShopperToPay,
  isNoneOfOurs,
  type PromiseClause,
  promiseClauses,
} from './promise-clauses.ts';

/** What kind of money is promised; `total`: all of it. */
export type MoneyKey = 'refund' | 'compensation' | 'difference' | 'freight' | 'total';

type Content =
  | { readonly kind: 'money'; readonly key: MoneyKey; readonly fen: number }
  /** Of what the goods cost, 0.5 for half. */
  | { readonly kind: 'share'; readonly key: MoneyKey; readonly share: number }
  | { readonly kind: 'times'; readonly times: number }
  | { readonly kind: 'period'; readonly key: PeriodKey; readonly hours: number }
  | { readonly kind: 'window'; readonly days: number }
  | { readonly kind: 'last-day'; readonly date: string }
  | { readonly kind: 'freight' }
  | { readonly kind: 'remedy'; readonly key: RemedyKey };

/** What a reply promises, and where, in the text as it was aligned. */
export type Promised = Content & { readonly start: number; readonly end: number };

/** All that a reply promises of money, multiples, days, freight and remedies. */
export function promisedIn(aligned: AlignedText, now: number): readonly Promised[] {
  return promiseClauses(aligned).flatMap((clause) =>
    [
      ...moneyIn(clause),
      ...freightIn(clause),
      ...remediesIn(clause),
      ...daysIn(clause, now),
    ].filter(({ start }) => !isNoneOfOurs(clause.text, start - clause.start)),
  );
}

const numeral = '[0-9零一二两三四五六七八九十百]{1,5}';
const gives = '退还?|返还?|赔[偿付]?|补[偿贴]?|打款|报销|理赔';
/** 给您退350元, 退款金额为350元, 补您运费12元. */
const givenBefore = new RegExp(
  `(?<verb>${gives})(?!货(?!款))(?:[给到]?[您你]|款|货款|回|金额|的?(?:钱|现金)|给|一共|总共|合计|共计|再|多|额外|另外|共|一|是|为|:|个|到账|[您你]的?|差价|运费|邮费|单程|红包|优惠券|券|到|了|原路|全部|这|整|的){0,8}$`,
  'u',
);
/** 350元给您退回去. */
const givenAfter = new RegExp(
  `^(?:的?(?:红包|优惠券|券|差价|运费|邮费|货款|钱|现金|无门槛券?|赔偿|补偿|金额))?(?:全部|全|都|会|就|我|我们|这边|直接|马上|原路|先|再|一起|来|会|给|帮|替|今天|现在|立刻|[您你]){0,8}(?<verb>${gives}|发给[您你]|送给?[您你]|转给[您你]|打给[您你])`,
  'u',
);
const bareSum =
  /(?:(?:退|赔|补|返)给?[您你]|[给帮][您你](?:退|赔|补|返))(?<sum>\d{1,6}(?:\.\d{1,2})?)(?![\d.]|[天小件倍%个次折月日周号台双张元块]|工作)/u;
const share = new RegExp(
  `(?<verb>退|返|赔偿?|补偿?)(?:还|款)?(?:给)?[您你]?(?:货款的?|实付的?)?(?:(?<half>一半)|百分之(?<percent>${numeral})|(?<sign>\\d{1,3})%|(?<tenths>[一二三四五六七八九1-9])成)`,
  'u',
);
const multiple = new RegExp(
  `(?:赔[偿付]?|补偿?|退|返)(?:给)?[您你]?(?:货款的?|实付的?|价款的?)?(?<times>${numeral}|双|翻)倍|(?<double>双倍|翻倍)(?:赔|补|退|返)|(?:按|给[您你]|帮[您你])[^,]{0,6}(?:假|退)一[赔罚](?<factor>[二两三四五六七八九十]|\\d{1,3})`,
  'u',
);

function moneyIn({ text, start }: PromiseClause): readonly Promised[] {
  if (isForShopperToPay(text)) return [];
  const sums = findAmounts({ text, original: text, starts: [], ends: [] }, dayAt(0)).flatMap(
    (found) => {
      if (found.type !== 'amount') return [];
      const before = text.slice(0, found.start);
      const after = text.slice(found.end);
      const verb =
        givenBefore.exec(before)?.groups?.['verb'] ?? givenAfter.exec(after)?.groups?.['verb'];
      if (verb === undefined) return [];
      const { fen } = found.value as { readonly fen: number };
      return [{ kind: 'money', key: keyOf(verb, text), fen, ...spanOf(start, found) } as const];
    },
  );
  const bare = sums.length > 0 ? null : bareSum.exec(text);
  const named = bare && {
    kind: 'money' as const,
    key: keyOf(bare[0].charAt(0), text),
    fen: Math.round(Number(bare.groups?.['sum']) * 100),
    ...matchSpan(start, bare),
  };
  const times = multiple.exec(text);
  const factor = timesOf(times?.groups);
  const part = share.exec(text);
  const ratio = shareOf(part?.groups);
  return [
    ...new Map(sums.map((sum) => [sum.start, sum])).values(),
    ...(named ? [named] : []),
    ...(times && factor !== null
      ? [{ kind: 'times', times: factor, ...matchSpan(start, times) } as const]
      : []),
    ...(part && ratio !== null
      ? [
          {
            kind: 'share',
            key: keyOf(part[1] ?? '', text),
            share: ratio,
            ...matchSpan(start, part),
          } as const,
        ]
      : []),
  ];
}

function keyOf(verb: string, text: string): MoneyKey {
  if (/一共|总共|合计|共计|总计|加起来|加一起/u.test(text)) return 'total';
  if (/运费|邮费|快递费/u.test(text)) return 'freight';
  if (/差价|差额|价差/u.test(text)) return 'difference';
  return /^(?:退|返|打款|报销)/u.test(verb) ? 'refund' : 'compensation';
}

function timesOf(groups: Readonly<Record<string, string | undefined>> | undefined): number | null {
  if (groups === undefined) return null;
  const { times, factor, double } = groups;
  if (double !== undefined || times === '双' || times === '翻') return 2;
  const read = readNumber(times ?? factor ?? '');
  return read !== null && read > 1 ? read : null;
}

function shareOf(groups: Readonly<Record<string, string | undefined>> | undefined): number | null {
  if (groups === undefined) return null;
  const { half, percent, sign, tenths } = groups;
  if (half !== undefined) return 0.5;
  const read = readNumber(percent ?? sign ?? tenths ?? '');
  return read === null ? null : read / (tenths === undefined ? 100 : 10);
}

const freight =
  /(?:运费|邮费|快递费|寄回的?费用|来回费用)(?:[^,]{0,4})(?:我们|商家|店里|店铺|平台|本店|我方|我)(?:来|全|这边|会|给[您你]|帮[您你])*(?:出|承担|付|报销|补|退|包)|(?:运费|邮费|快递费)(?:全免|免了|全包|全报|给[您你](?:报销|退|补)|不用[您你]|[您你]不用)|不用[您你](?:自己)?(?:出|付|承担|掏)(?:运费|邮费|快递费)|(?:我们|商家|店里|平台|本店|我)(?:来|这边|会)*(?:出|承担|包|报销|付)(?:来回|寄回|退货|的|全部)*(?:运费|邮费|快递费)|包邮(?:退|换|寄)|免(?:运费|邮)(?:退|换|寄)/u;

function freightIn({ text, start }: PromiseClause): readonly Promised[] {
  const found = freight.exec(text);
  return found === null ? [] : [{ kind: 'freight', ...matchSpan(start, found) }];
}

const forYou =
  '(?:给|帮|替|为)(?:[您你])(?:直接|马上|现在|先|再|全额|全部|办理?|安排|操作|走|做){0,4}';
const allowed = '(?:可以|同意|支持|能|保证能|肯定能)(?:给[您你]|直接|全额|无理由){0,3}';
const remedyWords: readonly (readonly [RemedyKey, RegExp])[] = [
  [
    'return',
    new RegExp(
      `(?:${forYou}|${allowed})(?:退货?款?|全退)(?!差|运|邮|回来|一赔)|全额退款?给?[您你]|(?:钱|货款)(?:全额|全部)?(?:退|返)(?:还|回)?给[您你]`,
      'u',
    ),
  ],
  ['exchange', new RegExp(`(?:${forYou}|${allowed})换(?:货|新|一|个|台|件|双)`, 'u')],
  [
    'repair',
    new RegExp(`免费(?:给[您你]|帮[您你])?(?:维修|保修|修)|(?:${forYou})(?:免费)(?:维修|修)`, 'u'),
  ],
  ['compensation', new RegExp(`(?:${forYou}|${allowed})(?:赔付|赔偿|理赔|假一赔)`, 'u')],
  [
    'difference',
    new RegExp(
      `(?:差价|差额)(?:我们|这边|我|会|都|全)*(?:退|补|返)(?:还|给)?[您你]|(?:退|补|返)(?:还|给)?[您你](?:的|这个|全部)*(?:差价|差额)|${forYou}(?:退|补|返)差`,
      'u',
    ),
  ],
  ['freight', /运费险(?:会|肯定|这边|可以)*(?:赔|给[您你]赔)/u],
];

function remediesIn({ text, start }: PromiseClause): readonly Promised[] {
  return remedyWords.flatMap(([key, words]) => {
    const found = words.exec(text);
    return found === null ? [] : [{ kind: 'remedy', key, ...matchSpan(start, found) } as const];
  });
}

const length = `(?<![\\d.零一二两三四五六七八九十百])(?<count>\\d{1,3}|半|${numeral})个?(?<unit>分钟|小时|钟头|天|日|工作日|周|星期)`;
const purposes: readonly (readonly [PeriodKey, string])[] = [
  ['refund', '退款|到账|退到|退给|打款|钱(?:就|能|会)?退'],
  ['review', '审核|审完|审批'],
  ['reship', '补发|重新发|发新|换新发|给[您你]发'],
];
const within = purposes.map(
  ([key, words]) =>
    [
      key,
      new RegExp(
        `${length}(?:之?内|以内|就|左右)[^,]{0,10}(?:${words})|(?:${words})[^,]{0,6}?${length}(?:之?内|以内)`,
        'u',
      ),
      new RegExp(
        `(?<soon>今天|今晚|今日|当天|马上|立刻|立即|秒|明天|明早)(?:就|一定|肯定|保证|准|能|会|给[您你]|帮[您你]|内|可以|钱)*(?:${words})|(?:${words})[^,]{0,4}?(?<soon>今天|今晚|当天|马上|立刻|明天)(?:就|能|会)?(?:到|完)`,
        'u',
      ),
    ] as const,
);
const window = new RegExp(
  `${length}(?:之?内|以内)[^,]{0,8}?(?:可以|都能?|随时|也能?|能|支持)[^,]{0,6}(?:退|换|申请)|(?:可以|能|支持)[^,]{0,4}${length}(?:之?内|以内)?(?:无理由)?(?:退|换|申请)|${length}(?:之?内|以内)?无理由退`,
  'u',
);
const untilDay = /^(?:之?前|以前|为止|当天)[^,]{0,8}(?:退|换|申请|提交|寄|都|可以|来得及)/u;
const untilBefore = /(?:最晚|截止到?|延长?到|放宽到|宽限到)[^,]{0,2}$/u;

/** How soon the shop does its part, and how long the shopper may take. */
function daysIn({ text, start }: PromiseClause, now: number): readonly Promised[] {
  // 收到货后7天内: the end of a period is told with its beginning, and counts as it stands.
  const periods = within.flatMap(([key, inTime, soon]) => {
    const found = inTime.exec(text);
    const hours = hoursOf(found?.groups);
    if (found && hours !== null)
      return [{ kind: 'period', key, hours, ...matchSpan(start, found) } as const];
    const day = soon.exec(text);
    if (!day) return [];
    const isNextDay = /明/u.test(day.groups?.['soon'] ?? '');
    return [{ kind: 'period', key, hours: isNextDay ? 48 : 24, ...matchSpan(start, day) } as const];
  });
  const open = window.exec(text);
  const hours = hoursOf(open?.groups);
  const days = comingDates(text, now).flatMap((date) =>
    untilDay.test(text.slice(date.end)) || untilBefore.test(text.slice(0, date.start))
      ? [{ kind: 'last-day', date: date.value, ...spanOf(start, date) } as const]
      : [],
  );
  return [
    ...periods,
    ...(open && hours !== null
      ? [{ kind: 'window', days: hours / 24, ...matchSpan(start, open) } as const]
      : []),
    ...days,
  ];
}

/** A day without its year is the last one that was; what is promised is still to come. */
function comingDates(text: string, now: number) {
  const datesIn = (words: string) =>
    findDates({ text: words, original: words, starts: [], ends: [] }, dayAt(now)).flatMap((date) =>
      date.type === 'date' ? [{ value: String(date.value), start: date.start, end: date.end }] : [],
    );
  return datesIn(text).map((date) => {
    const ahead = `最晚${text.slice(date.start)}`;
    const next = datesIn(ahead).find(({ start }) => start === '最晚'.length);
    return next === undefined ? date : { ...date, value: next.value };
  });
}

const hoursIn: Readonly<Record<string, number>> = {
  分钟: 1 / 60,
  小时: 1,
  钟头: 1,
  天: 24,
  日: 24,
  工作日: 24,
  周: 168,
  星期: 168,
};

function hoursOf(groups: Readonly<Record<string, string | undefined>> | undefined): number | null {
  if (groups === undefined) return null;
  const { count = '', unit = '' } = groups;
  const read = count === '半' ? 0.5 : readNumber(count);
  const each = hoursIn[unit];
  return read === null || each === undefined ? null : read * each;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const spanOf = (from: number, { start, end }: Span): Span => ({
  start: from + start,
  end: from + end,
});

const matchSpan = (from: number, { 0: found, index }: RegExpExecArray): Span =>
  spanOf(from, { start: index, end: index + found.length });
