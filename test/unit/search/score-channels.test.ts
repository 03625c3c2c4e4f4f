import { expect, test } from 'vitest';
import { openScorer, writeScoredTexts } from '../../../src/search/score-channels.ts';
import type { Cut } from '../../../src/search/tokens.ts';

const nothing: Cut = { words: [], bigrams: [], chars: [], sounds: [] };
const words = (...own: string[]): Cut => ({ ...nothing, words: own });

test('an entry that knows all words is not beaten for its many wordings by a short one that knows one', () => {
  const others = Array.from({ length: 18 }, (_, at) => words(...numbered(`其他${at}`, 4)));
  const wordings = [
    words('退货', '运费', '谁出', ...numbered('长', 37)),
    words('退货', '短', '短一', '短二'),
    ...others,
  ];
  const empty = wordings.map(() => nothing);
  const texts = writeScoredTexts({ wordings, answers: empty, clauses: empty.map(() => []) });

  const { sum } = openScorer(texts).score(words('退货', '运费', '谁出'));

  expect(sum[0]).toBeGreaterThan(sum[1] ?? Infinity);
});

function numbered(word: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${word}${at}`);
}
