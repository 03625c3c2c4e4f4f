import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity } from '../../../../src/nlu/entity.ts';
import { longestUtterance } from '../../../../src/nlu/normalise.ts';
import { referenceRounds } from '../../../support/reference-rounds.ts';
import { dateExpressions } from './date-expressions.ts';
import { findEntities, rowsOf, shipped, wednesday } from './labelled.ts';

const shown = (utterance: string) =>
  findEntities(utterance, wednesday).map(({ type, text }) => `${type} ${text}`);

describe('entities of an utterance', () => {
  test('the lexicon that ships has no problem', () => {
    expect(shipped.problems).toEqual([]);
  });

  test.each<readonly [string, readonly string[]]>([
    ['我前天收到的衣服不合适想退', ['date 前天', 'product_category 衣服', 'reason 不合适']],
    [
      '订单号 1000000022 花了两百多，上周三收到的，没拆封',
      ['order_id 1000000022', 'amount 两百多', 'date 上周三', 'packaging_opened 没拆封'],
    ],
    [
      '双十一买的戴森吹风机 不充电',
      ['date 双十一', 'product 戴森吹风机', 'product_category 吹风机', 'reason 不充电'],
    ],
    ['用了三天就坏了', ['used 用了', 'days_ago 三天', 'reason 坏了']],
    ['10月3号花99块8买了2件', ['date 10月3号', 'amount 99块8', 'quantity 2件']],
    ['👗😭三 天 前 收到！！尺碼大了🙏', ['days_ago 三 天 前', 'reason 尺碼大了']],
    ['', []],
    ['   ', []],
  ])('%j holds %j', (utterance, expected) => {
    expect(shown(utterance)).toEqual(expected);
  });

  const pieces = [
    ...rowsOf(dateExpressions).map(([utterance]) => utterance),
    ...[
      '１３８００１３８０００',
      '¥99.80',
      '訂單１０００００００２２',
      '沒拆封',
      'iPhone 15',
      '❤️',
      '👨‍👩‍👧',
      '\u200b',
      '　',
    ],
    ...['ﬁ', '㎏', '①', 'é', 'e\u0301', '\ud800', '坏了', '，', '\n', '三', '0', 'SF1234567890123'],
  ];
  const anyUtterance = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), { maxLength: 12 })
    .map((parts) => parts.join(''));

  test('every span is what was typed there, in order, and overlaps no other', () => {
    fc.assert(
      fc.property(anyUtterance, (utterance) => {
        const entities = findEntities(utterance, wednesday);

        for (const { text, start, end } of entities) {
          expect(utterance.slice(start, end)).toBe(text);
          expect(text).not.toBe('');
        }
        expect(entities.filter((one, at) => entities.slice(at + 1).some(overlaps(one)))).toEqual(
          [],
        );
        expect(entities.map(({ start }) => start)).toEqual(
          entities.map(({ start }) => start).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('hostile messages of the longest kind take no more than a quarter of a second of computing', () => {
    const units = [
      ...[
        '1',
        '1 ',
        '1-',
        '一',
        '一百',
        '天',
        '个月',
        '周',
        '月1',
        '1月',
        '块',
        'a',
        'a.',
        'a@',
        '@',
        '(',
        '没',
        '没有',
        '太',
      ],
      ...[
        '收到',
        '包装',
        '跟图片',
        '订单',
        '订单 a',
        '顺丰 ',
        'sf1',
        '华为',
        '华为a',
        '花了',
        '去年',
        '预计',
        ' ',
        '人 ',
        '上',
        '2026-',
        '一张一',
        '1,',
        '1.',
        '试',
      ],
    ];
    for (const unit of units) {
      const hostile = unit.repeat(longestUtterance).slice(0, longestUtterance);

      expect(
        referenceRounds(() => findEntities(hostile, wednesday), 1500),
        unit,
      ).toBeLessThan(1500);
    }
  });
});

/** A product and the word in it that tells its category stand in each other by design. */
function overlaps(one: Entity): (other: Entity) => boolean {
  const isGoods = ({ type }: Entity) => type === 'product' || type === 'product_category';
  return (other) =>
    one.start < other.end &&
    other.start < one.end &&
    !(isGoods(one) && isGoods(other) && one.type !== other.type);
}
