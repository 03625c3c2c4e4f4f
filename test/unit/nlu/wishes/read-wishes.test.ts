import { describe, expect, test } from 'vitest';
import type { Intent } from '../../../../src/nlu/intents.ts';
import { longestUtterance } from '../../../../src/nlu/normalise.ts';
import { asksForSomething } from '../../../../src/nlu/wishes/asks-for.ts';
import { type Judge, readWishes } from '../../../../src/nlu/wishes/read-wishes.ts';
import { splitClauses, withoutBeginning } from '../../../../src/nlu/wishes/split-clauses.ts';

/** Judges a part by the first word of the list that it holds. */
const words: readonly (readonly [string, Intent])[] = [
  ['发票', 'invoice_request'],
  ['坏', 'quality_problem'],
  ['投诉', 'complaint'],
  ['到哪', 'order_status'],
  ['运费谁', 'faq'],
  ['谢谢', 'chitchat'],
  ['换', 'exchange_goods'],
  ['退', 'return_goods'],
];

function wishesIn(text: string, confidence = 0.95): readonly string[] {
  const judge: Judge = ({ start, end }) => {
    const part = text.slice(start, end);
    const intent = words.find(([word]) => part.includes(word))?.[1] ?? 'out_of_scope';
    return { intent, confidence, ranking: [{ intent, confidence }] };
  };
  return readWishes(text, judge).map((wish) => `${wish.intent} ${wish.text}`);
}

describe('several wishes in one message', () => {
  test.each<readonly [string, readonly string[]]>([
    ['我要退货，顺便问下发票怎么开', ['return_goods 我要退货', 'invoice_request 问下发票怎么开']],
    ['我要退货顺便问下发票怎么开', ['return_goods 我要退货', 'invoice_request 问下发票怎么开']],
    ['我要退貨，還有發票…发票給我開', ['return_goods 我要退貨', 'invoice_request 發票…发票給我開']],
    [
      '帮我退了吧，不合适。发票也帮我开',
      ['return_goods 帮我退了吧，不合适', 'invoice_request 发票也帮我开'],
    ],
    [
      '快递到哪了，对了我要退货，另外开个发票',
      ['order_status 快递到哪了', 'return_goods 我要退货', 'invoice_request 开个发票'],
    ],
    [
      '我要退衣服，还有鞋子给我换一双',
      ['return_goods 我要退衣服', 'exchange_goods 鞋子给我换一双'],
    ],
  ])('%s', (text, expected) => {
    expect(wishesIn(text)).toEqual(expected);
  });

  test.each([
    '鞋子坏了，我要退',
    '我要退，鞋子坏了',
    '我要退货，还有袖子坏了怎么办',
    '再不发货我就投诉，我要退货',
    '不退就给我换',
    '帮我退货，不然我要投诉',
    '要么退要么换，给我个说法',
    '我要退货，谢谢',
    '我要退货，运费谁出',
    '我要退货，还有多久能退',
    '我退货了，发票怎么开',
    '我要退货',
    '我要退货，我要退货',
  ])('one wish in %s', (text) => {
    expect(wishesIn(text)).toEqual([]);
  });

  test('a doubtful one is none', () => {
    expect(wishesIn('我要退货，顺便问下发票怎么开', 0.5)).toEqual([]);
    expect(wishesIn('帮我退了吧。发票也帮我开', 0.8)).toEqual([]);
  });

  test('who tells a long story has no second wish', () => {
    expect(wishesIn(`${'这个很慢，'.repeat(12)}我要退货，顺便开个发票`)).toEqual([]);
  });

  test('a clause is where it stands, and knows whether it begins something else', () => {
    const text = ' 退货，还有多久到？对了发票呢';

    const clauses = splitClauses(text);

    expect(clauses.map((clause) => [clause.text, clause.isApart])).toEqual([
      ['退货', false],
      ['还有多久到', false],
      ['对了发票呢', true],
    ]);
    for (const clause of clauses) expect(text.slice(clause.start, clause.end)).toBe(clause.text);
    expect(withoutBeginning('对了还有发票呢')).toBe('发票呢');
  });

  test.each(['坏了', '我退货了', '已经申请了', '昨天收到的', '衣服小了', '快递很慢'])(
    '%s tells',
    (line) => {
      expect(asksForSomething(line)).toBe(false);
    },
  );

  test.each([
    '我想退',
    '怎么退',
    '退货',
    '帮我开发票',
    '開發票',
    '到哪了？',
    '能换吗',
    '催一下',
    '取消订单',
  ])('%s asks', (line) => {
    expect(asksForSomething(line)).toBe(true);
  });

  test('hostile messages of the longest kind take no more than a quarter of a second of computing', () => {
    for (const unit of [
      '还有',
      '对了',
      '把改',
      '我要',
      '，',
      '也',
      '不就',
      '顺便问',
      '可以',
      '申请',
      '退',
    ]) {
      const text = unit.repeat(longestUtterance).slice(0, longestUtterance);
      const before = process.cpuUsage();
      wishesIn(text);
      asksForSomething(text);
      const { user, system } = process.cpuUsage(before);
      expect([unit, user + system < 250_000]).toEqual([unit, true]);
    }
  });
});
