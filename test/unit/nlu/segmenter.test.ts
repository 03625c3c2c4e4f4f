import { beforeAll, describe, expect, test } from 'vitest';
import { createSegmenter } from '../../../src/nlu/create-segmenter.ts';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import { withUserWords } from '../../../src/nlu/with-user-words.ts';

let rs: Segmenter;
beforeAll(async () => {
  rs = await createSegmenter('rs');
});

describe('the default segmenter', () => {
  test('cuts words, with the shorter words inside the long ones', () => {
    expect(rs.cut('消费者权益保护法')).toEqual(
      expect.arrayContaining(['消费者', '消费', '权益', '保护法']),
    );
  });

  test('loses no character', () => {
    const text = '收到的吹风机坏了想退';

    expect([...new Set(rs.cut(text).join(''))].toSorted()).toEqual([...new Set(text)].toSorted());
  });
});

describe("the shop's own words", () => {
  test('stay whole, longest first, with the words inside them', () => {
    const segmenter = withUserWords(rs, ['运费险', '退换货运费险']);

    const words = segmenter.cut('我的退换货运费险呢');

    expect(words).toContain('退换货运费险');
    expect(words).toContain('运费');
    expect(withUserWords(rs, ['运费险']).cut('买运费险吗')).toEqual(['买', '运费', '运费险', '吗']);
  });

  test('do not linger in the segmenter they were laid on', () => {
    withUserWords(rs, ['安心棒']).cut('安心棒');

    expect(rs.cut('安心棒')).not.toContain('安心棒');
  });

  test('may hold signs that mean something in a pattern', () => {
    expect(withUserWords(rs, ['c++(二)', '[包]']).cut('买c++(二)和[包]')).toEqual(
      expect.arrayContaining(['c++(二)', '[包]']),
    );
  });
});

describe('nodejieba', () => {
  test('cuts like the default where it is installed, and says the remedy where it is not', async () => {
    const made = await createSegmenter('nodejieba').catch((error: unknown) => error);

    if (made instanceof Error) expect(made.message).toContain('install a C++ compiler');
    else expect((made as Segmenter).cut('七天无理由退货')).toEqual(rs.cut('七天无理由退货'));
  });
});
