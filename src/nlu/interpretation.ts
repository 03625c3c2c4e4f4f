import type { Entity } from './entity.ts';
import type { Intent } from './intents.ts';
import type { Mood } from './mood/mood.ts';
import type { Normalised } from './normalise.ts';

export interface RankedIntent {
  readonly intent: Intent;
  /** 0 to 1; all 27 add up to 1. */
  readonly confidence: number;
}

/** What the classifier makes of an utterance. */
export interface Classified {
  /** Always the best of the 27; `confidence` says how much to believe it. */
  readonly intent: Intent;
  readonly confidence: number;
  /** All 27, best first. */
  readonly ranking: readonly RankedIntent[];
}

/** A part of an utterance (UTF-16 units). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something that is wanted, and the words that say so. */
export interface Wish extends Span {
  readonly intent: Intent;
  readonly confidence: number;
  /** As it was typed, with what was said about it. */
  readonly text: string;
}

/** An utterance understood: what is wanted, and what was said about it. */
export interface Interpretation extends Classified {
  readonly text: Normalised;
  /** In the order of the text. Only a product and the word in it that tells its category (戴森吹风机, 吹风机) overlap. */
  readonly entities: readonly Entity[];
  /** In the order they were said, where there are surely several; the intent is that of the first. Otherwise empty. */
  readonly wishes: readonly Wish[];
  readonly mood: Mood;
}

export type Classify = (utterance: Normalised) => Classified;

/** `now`: epoch milliseconds; 昨天 and 上周三 are counted from it. */
export type Understand = (text: string, now: number) => Interpretation;
