import { describe, expect, test } from 'vitest';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import { createFaqSearch } from '../../../src/search/search-answers.ts';
import { createOwnNames } from '../../../src/search/shop-names.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const pairs: Segmenter = { name: 'pairs', cut: (text) => text.match(/.{1,2}/gu) ?? [] };

describe('names of shops', () => {
  const search = createFaqSearch(
    soundRevision({
      'lexicon/other-shops.txt': '邻家店\n',
      'lexicon/own-names.txt': '安心商城\n安心\n',
    }),
    pairs,
  );

  test('of others keep our rules out of the answer', () => {
    expect(search('退货期限是几天啊').hits.length).toBeGreaterThan(0);
    expect(search('邻家店退货期限是几天啊')).toEqual({ zone: 'abstain', hits: [], confidence: 0 });
  });

  test('of our own change nothing', () => {
    expect(search('安心商城退货期限是几天啊')).toEqual(search('退货期限是几天啊'));
  });

  test('stay where nothing else is asked', () => {
    const without = createOwnNames(['安心', '安心商城']);

    expect(without('安心商城')).toBe('安心商城');
    expect(without('安心商城退货').trim()).toBe('退货');
  });
});
