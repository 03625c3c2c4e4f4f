import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openInvertedIndex, writePostings } from '../../../src/search/inverted-index.ts';

const token = fc.constantFrom('退', '换', '货', '运', '费', '险', '赔');
const documents = fc.array(fc.array(token, { maxLength: 12 }), { minLength: 1, maxLength: 12 });

/** The formula as the textbook writes it, over every document and every token of the question. */
function bruteForceBm25(
  docs: readonly (readonly string[])[],
  question: readonly string[],
  { k1, b }: { k1: number; b: number },
): readonly number[] {
  const average = docs.reduce((sum, doc) => sum + doc.length, 0) / docs.length;
  return docs.map((doc) => {
    let score = 0;
    for (const term of new Set(question)) {
      const holding = docs.filter((other) => other.includes(term)).length;
      const frequency = doc.filter((word) => word === term).length;
      if (frequency === 0) continue;
      const idf = Math.log(1 + (docs.length - holding + 0.5) / (holding + 0.5));
      const asked = Math.min(2, question.filter((word) => word === term).length);
      const damping = k1 * (1 - b + (b * doc.length) / average);
      score += asked * idf * ((frequency * (k1 + 1)) / (frequency + damping));
    }
    return score;
  });
}

describe('the inverted index', () => {
  test('scores every document as the formula over all documents does', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(token, { maxLength: 8 }),
        fc.record({
          k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
          b: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (docs, question, params) => {
          const scores = new Float64Array(docs.length);

          const index = openInvertedIndex(writePostings(docs, params));
          const query = index.ask(question);
          index.addScores(scores, query, 1);

          for (const [at, expected] of bruteForceBm25(docs, question, params).entries()) {
            expect(scores[at]).toBeCloseTo(expected, 9);
            expect(index.scoreOf(at, query)).toBeCloseTo(expected, 9);
          }
        },
      ),
    );
  });

  test('adds to the scores that are there, by weight', () => {
    const index = openInvertedIndex(
      writePostings([
        ['退', '货'],
        ['换', '货'],
      ]),
    );
    const once = new Float64Array(2);
    index.addScores(once, index.ask(['退']), 1);
    const scores = Float64Array.of(5, 7);

    index.addScores(scores, index.ask(['退']), 0.5);

    expect(scores[0]).toBeCloseTo(5 + (once[0] ?? 0) / 2, 12);
    expect(scores[1]).toBe(7);
  });

  test('has no score for words that no document holds, nor for an empty collection', () => {
    const scores = new Float64Array(1);

    const index = openInvertedIndex(writePostings([['退']]));
    index.addScores(scores, index.ask(['火车', 'constructor']), 1);
    const empty = openInvertedIndex(writePostings([]));
    empty.addScores(scores, empty.ask(['退']), 1);

    expect(scores[0]).toBe(0);
  });

  test('counts a repeated word twice at most, known or not', () => {
    const index = openInvertedIndex(writePostings([['退'], ['换']]));

    const worth = (...tokens: string[]) => index.ask(tokens).worth;

    expect(worth('退', '退', '退')).toBeCloseTo(2 * index.idfOf('退'), 12);
    expect(worth('修', '修', '修', '丢')).toBeCloseTo(3 * index.idfOf('修'), 12);
    // The counts of one question are gone with it.
    expect(worth('退')).toBeCloseTo(index.idfOf('退'), 12);
  });
});
