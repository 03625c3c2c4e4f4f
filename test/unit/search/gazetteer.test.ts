import { expect, test } from 'vitest';
import { gazetteerOf } from '../../../src/search/gazetteer.ts';
import { writeScoredTexts } from '../../../src/search/score-channels.ts';
import type { Cut } from '../../../src/search/tokens.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const nothing: Cut = { words: [], bigrams: [], chars: [], sounds: [] };
const words = (...own: readonly string[]): Cut => ({
  ...nothing,
  words: own,
  chars: own.flatMap((word) => [...word]),
});
const [entry] = soundRevision().entries;
if (!entry) throw new Error('the sound folder has no entries');

/** Twenty-one entries: 收货地址 in three, 商品 in six, 发票 in one, 要的 in three, 的 in eighteen. */
const wordings = Array.from({ length: 21 }, (_, at) => {
  const topic = ['收货地址', '收货地址', '收货地址', '发票', '要的', '要的', '要的'][at];
  return words(...(topic === undefined ? ['的'] : [topic]), ...(at < 6 ? ['商品'] : []), '的');
});
const texts = writeScoredTexts({
  wordings,
  answers: wordings.map(() => nothing),
  clauses: wordings.map(() => []),
});
const told = {
  entries: [{ ...entry, question: '商品的发票和收货地址要的是什么' }],
  userDict: ['价保'],
  files: new Map([
    ['lexicon/couriers.yaml', '- { name: 顺丰, aliases: [丰网] }'],
    ['lexicon/product-categories.yaml', 'categories: { appliance: [洗衣机] }'],
  ]),
};

test('topics, goods and couriers are what questions are about', () => {
  expect(gazetteerOf(told, texts)).toEqual(['价保', '收货地址', '洗衣机', '顺丰', '丰网']);
});

test('a word that no standard question has is no topic', () => {
  const silent = { ...told, entries: [{ ...entry, question: '怎么办' }] };

  expect(gazetteerOf(silent, texts)).not.toContain('收货地址');
});
