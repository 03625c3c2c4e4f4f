import type { RankedEntry } from './faq-index.ts';

/**
 * Three numbers that tell whether the first hit answers the question. Seven more (coverage by words, by rarity, of
 * bigrams, edit distance, length …) were measured beside them and added nothing: bench/search-zones.ts.
 */
export interface AbstainFeatures {
  /** log(1 + score of the first hit). */
  readonly score: number;
  /** How far the second hit is behind the first: 0 level, 1 there is none. */
  readonly lead: number;
  /**
   * Dice overlap of the characters of the question and of the closest wording, every character alike. A question
   * that shares one rare word with an entry scores high (开发票 with 没有发票能退货吗), but overlaps little.
   */
  readonly overlap: number;
}

export const featureNames = [
  'score',
  'lead',
  'overlap',
] as const satisfies readonly (keyof AbstainFeatures)[];

/** Measures how a question was ranked. */
export function measureFeatures(hits: readonly RankedEntry[]): AbstainFeatures {
  const [first, second] = hits;
  if (!first) return { score: 0, lead: 0, overlap: 0 };
  return {
    score: Math.log1p(first.score),
    lead: 1 - (second?.score ?? 0) / first.score,
    overlap: first.channels.variants,
  };
}
