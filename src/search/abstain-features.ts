import type { RankedEntry } from './rank-entries.ts';

/**
 * Four numbers that tell whether the first hit answers the question. None of them grows with the number of entries,
 * so that the model stays right while the knowledge does not stay small. Eight more (the score, its logarithm, the
 * lead as a share, coverage by words and pairs, the kind of question …) were measured beside them and added little.
 */
export interface AbstainFeatures {
  /** By how much the first hit is ahead of the second. */
  readonly lead: number;
  /** Dice overlap of the characters of the question and of the closest wording, every character alike. */
  readonly overlap: number;
  /** Which part of the question the entry knows: 诉前调解要调几天 asks for days, of which the entry says nothing. */
  readonly coverage: number;
  /** log(1 + characters of the question): two characters in common are no agreement. */
  readonly length: number;
}

export const featureNames = [
  'lead',
  'overlap',
  'coverage',
  'length',
] as const satisfies readonly (keyof AbstainFeatures)[];

/** Measures how a question of so many characters was ranked. */
export function measureFeatures(
  hits: readonly RankedEntry[],
  characterCount: number,
): AbstainFeatures {
  const [first, second] = hits;
  const length = Math.log1p(characterCount);
  if (!first) return { lead: 0, overlap: 0, coverage: 0, length };
  const { score, overlap, coverage } = first;
  return { lead: score - (second?.score ?? 0), overlap, coverage, length };
}
