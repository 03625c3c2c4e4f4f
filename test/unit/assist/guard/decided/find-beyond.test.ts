import { describe, expect, test } from 'vitest';
import type { Decided } from '../../../../../src/assist/guard/decided/decided.ts';
import { findBeyond } from '../../../../../src/assist/guard/decided/find-beyond.ts';
import { decided, fake, matters, refused } from './decided-matters.ts';

const kinds = (text: string, ...all: readonly Decided[]) =>
  findBeyond(text, matters(...all)).map(({ promised }) => promised.kind);

describe('more than a granted return', () => {
  test.each([
    ['亲，这单给您退350元哈。', 'money'],
    ['退款金额是399元，请留意账户。', 'money'],
    ['给您退299元，再补偿您50元。', 'money'],
    ['50元我补给您，您别生气。', 'money'],
    ['额外赔您一百块钱吧。', 'money'],
    ['退您三百五十元，今晚给您弄。', 'money'],
    ['给您退350', 'money'],
    ['一共退您320块。', 'money'],
    ['再给您补20元红包。', 'money'],
    ['赔您三倍，放心。', 'times'],
    ['我们双倍赔给您。', 'times'],
    ['按退一赔三给您处理，帮您退一赔三。', 'times'],
    ['补偿您货款的30%。', 'share'],
    ['赔您一半吧。', 'share'],
    ['3天内就退款到您账户。', 'period'],
    ['退款今天就能到账。', 'period'],
    ['12小时内给您审核完。', 'period'],
    ['您可以15天内退，都来得及。', 'window'],
    ['给您放宽到3月20日。', 'last-day'],
    ['3月15号之前申请都可以。', 'last-day'],
    ['来回运费我们出。', 'freight'],
    ['不用您出运费，直接寄回来就行。', 'freight'],
    ['寄回的运费给您报销。', 'freight'],
    ['包邮退，您放心。', 'freight'],
  ])('is found: %s', (text, kind) => {
    expect(kinds(text, decided())).toContain(kind);
  });
});

describe('what was refused', () => {
  test.each([
    '我给您办理退货吧。',
    '没问题，可以退款的。',
    '给您全额退款。',
    '那就给您退299元。',
    '赔您50元算了。',
    '退您一半。',
    '您放心，这边同意退货了。',
  ])('is not promised all the same: %s', (text) => {
    expect(kinds(text, refused)).not.toEqual([]);
  });

  test('is each remedy by itself', () => {
    const of = (remedy: 'exchange' | 'difference' | 'freight' | 'compensation') =>
      decided({ ...refused, remedy });

    expect(kinds('给您换一件新的。', of('exchange'))).toEqual(['remedy']);
    expect(kinds('差价我们退您。', of('difference'))).toEqual(['remedy']);
    expect(kinds('运费险会赔的，您等着就好。', of('freight'))).toEqual(['remedy']);
    expect(kinds('给您赔付。', of('compensation'))).toEqual(['remedy']);
    expect(kinds('给您退299元。', of('exchange'))).toEqual([]);
  });

  test('is a repair for free where the shopper pays for it', () => {
    const repair = decided({ remedy: 'repair', status: 'partly', repairFee: 'shopper' });

    expect(kinds('给您免费维修。', repair)).toEqual(['remedy']);
    expect(kinds('给您免费维修。', decided({ remedy: 'repair', repairFee: 'free' }))).toEqual([]);
  });
});

describe('no more than was decided', () => {
  test.each([
    '按判定给您退299元。',
    '退款299.00元会原路退回。',
    '两百九十九块给您退回去。',
    '有一件已经拆了，所以退您199元。',
    '这件衬衫标价599元。',
    '您实付299元，原价399元。',
    '现在活动价350元，您可以再看看。',
    '您说要退350元，我理解您的心情。',
    '您要求赔500元，这个规则里没有。',
    '不是退350元，是退299元。',
    '我们不能给您退350元。',
    '没办法赔您三倍。',
    '您是想退350元吗？',
    '要不要给您退350元？',
    '如果平台审核通过，会给您退350元。',
    '您要是有鉴定的话，可以赔您三倍。',
    '我帮您申请补偿50元，结果等审核。',
    '预计3天内退款到账。',
    '收到您退回的商品后7天内退款。',
    '仓库收到货，5个工作日内退款。',
    '24小时内审核。',
    '寄回的运费12元由您承担。',
    '运费需要您自己出，一般12元左右。',
    '您需要补50元差价。',
    '您在7天内可以退。',
    '3月9日前申请都可以。',
    '3月6号之前寄回来就行。',
    '请您今天把单号发给我。',
    '我明天给您回复。',
    '平台规则是假一赔三，您这单不适用。',
    '退货地址发您了，请注意查收。',
    '满300元减50元的券还在您账户里。',
    '上次那单退了350元，这次是299元。',
    '申请提交好了，单号AX-2345-6789。',
    '全额退款给您，一共299元。',
    '可以退货的，您放心寄回。',
    '保险公司已经赔您12元。',
    '您那单昨天退了350元。',
    '截图里的“今天到账专员”是仿冒的。',
    '检出有问题，运费我们出。',
  ])('is no hit: %s', (text) => {
    expect(kinds(text, decided())).toEqual([]);
  });

  test.each([
    '赔偿您897元，退您299元，一共1196元。',
    '给您赔三倍。',
    '总共退您1196元。',
    '退您299元。',
    '赔您897元。',
  ])('is what a claim comes to: %s', (text) => {
    expect(kinds(text, fake)).toEqual([]);
  });

  test('counts each kind of money by itself', () => {
    expect(kinds('赔您900元。', fake)).toEqual(['money']);
    expect(kinds('退您500元。', fake)).toEqual(['money']);
    expect(kinds('给您赔四倍。', fake)).toEqual(['times']);
    expect(kinds('一共1197元给您打款。', fake)).toEqual(['money']);
  });
});

describe('where nothing binds', () => {
  test('nothing is compared', () => {
    const person = decided({ status: 'person', money: null });

    for (const text of ['给您退350元。', '赔您三倍。', '运费我们出。']) {
      expect(kinds(text)).toEqual([]);
      expect(kinds(text, person)).toEqual([]);
      expect(kinds(text, decided(), person)).toEqual([]);
    }
    expect(kinds('给您退350元。', decided({ money: null }))).toEqual([]);
    expect(kinds('今天就退款到账。', decided({ isUnderWay: true }))).toEqual([]);
    expect(kinds('来回运费我们出。', decided({ freightPayer: 'merchant' }))).toEqual([]);
  });

  test('one matter that allows it is enough, and two add up', () => {
    const other = decided({
      decisionId: 'd9',
      money: { lines: [], totalFen: 40_000, times: null },
    });

    expect(kinds('给您退350元。', decided(), other)).toEqual([]);
    expect(kinds('一共给您退699元。', decided(), other)).toEqual([]);
    expect(kinds('一共给您退700元。', decided(), other)).toEqual(['money']);
    expect(kinds('给您办理退货。', refused, decided())).toEqual([]);
  });
});
