import { expect, test } from 'vitest';
import { createFindNearSpellings } from '../../../../src/nlu/spelling/near-spellings.ts';

const terms = [
  '退货',
  '运费',
  '运费险',
  '价保',
  '赔付',
  '顺丰',
  '洗衣机',
  '卖家',
  '七天无理由退货',
];
const sounds = new Map(
  Object.entries({
    huo: '货或火',
    fei: '费废',
    xian: '险显',
    bao: '保宝',
    pei: '赔陪',
    fen: '丰风',
    ji: '机鸡',
    mai: '卖买',
    li: '理里',
  }).flatMap(([sound, characters]) => [...characters].map((one) => [one, sound] as const)),
);
const writtenBySome = new Map([
  ['着火', 3],
  ['火了', 3],
  ['价宝', 1],
  ['价保', 9],
]);
const find = createFindNearSpellings({
  terms,
  sounds,
  countOf: (pair) => writtenBySome.get(pair) ?? (terms.some((term) => term.includes(pair)) ? 1 : 0),
});
const read = (text: string) => find(text).map(({ typed, meant }) => `${typed}→${meant}`);

test.each([
  ['退或怎么办', '退或→退货'],
  ['运废显赔多少', '运废显→运费险'],
  ['双十陪付', '陪付→赔付'],
  ['顺风到哪了', '顺风→顺丰'],
  ['洗衣鸡坏了', '洗衣鸡→洗衣机'],
  ['价宝多久', '价宝→价保'],
  ['七天无里由退或', '七天无里由退或→七天无理由退货'],
  ['七天无由退货', '七天无由退货→七天无理由退货'],
  ['七天无理由由退货', '七天无理由由退货→七天无理由退货'],
  ['七天无由理退货', '七天无由理退货→七天无理由退货'],
])('%s is read as %s', (text, expected) => {
  expect(read(text)).toEqual([expected]);
});

test.each([
  ['is spelt rightly', '运费险退货'],
  ['is written by some as it stands', '着火了'],
  ['sounds alike and says the opposite', '买家'],
  ['would part a pair that is written', '退火了'],
  ['is near to a short term by more than its sound', '洗衣服机'],
  ['begins otherwise, and does not sound the same', '八天无理由退货'],
  ['is no Chinese', 'tui huo'],
])('what %s stays: %s', (_, text) => {
  expect(read(text)).toEqual([]);
});

test('tells where it stands, what parts it from the term, and how alike both sound', () => {
  expect(find('请问，运废险')).toEqual([
    { start: 3, end: 6, typed: '运废险', meant: '运费险', slips: 1, likeness: 1 },
  ]);
  const [lost] = find('七天无由退货');
  expect(lost?.slips).toBe(1);
  expect(lost?.likeness).toBeGreaterThan(0.9);
  expect(lost?.likeness).toBeLessThan(1);
});

test('of a long text only the beginning is looked at', () => {
  expect(read(`退或${'，好的'.repeat(100)}`)).toEqual(['退或→退货']);
  expect(read(`${'好的，'.repeat(100)}退或`)).toEqual([]);
});
