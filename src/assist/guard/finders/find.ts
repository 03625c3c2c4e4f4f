import type { AlignedText } from '../../../nlu/aligned-text.ts';
import type { GuardRules } from '../read-guard.ts';

/** Where something stands in the text that a finder read. */
export interface Spot {
  readonly start: number;
  readonly end: number;
}

/** What a finder found, and the text in which its places count. */
export interface Found {
  readonly text: AlignedText;
  readonly spots: readonly Spot[];
}

/** A message in the three ways in which finders look at it. */
export interface FinderInput {
  /** As it is meant, with disguised words replaced. */
  readonly meant: AlignedText;
  /** Without blanks, otherwise as it was typed. */
  readonly dense: AlignedText;
  /** With every digit as a digit, however it was written. */
  readonly digits: AlignedText;
  readonly official: Pick<GuardRules, 'domains' | 'numbers' | 'multiples'>;
}

/** Signs that people put between the digits of a number. */
export const gap = '[\\s._·*,、~()（）/|+:\\u20e3-]{0,3}';

export const spotOf = ({ 0: match, index }: RegExpMatchArray): Spot => ({
  start: index ?? 0,
  end: (index ?? 0) + match.length,
});
