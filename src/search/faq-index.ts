import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import { createInvertedIndex, type InvertedIndex } from './inverted-index.ts';
import { bigramsOf, charactersOf, withoutFillers, wordsOf } from './tokens.ts';

/** A text cut in the three ways that questions and entries are compared. */
export interface Cut {
  readonly words: readonly string[];
  readonly bigrams: readonly string[];
  readonly chars: readonly string[];
}

type Channel = keyof Cut;

/** What each part of an entry's score came from. */
export interface Channels extends Readonly<Record<Channel, number>> {
  /**
   * Dice overlap of the characters with the closest single wording, 0 to 1. It names the wording that matched and
   * is no part of the score.
   */
  readonly variants: number;
}

/**
 * Chosen by bench/search-zones.ts and test/evaluation: single characters carry most, since wordings are short and
 * varied. A channel for the best single wording cost 3 to 7 points of first places and was left out of the sum.
 */
const channelWeights: Readonly<Record<Channel, number>> = {
  words: 0.5,
  bigrams: 0.5,
  chars: 1,
};

/** A word of the answer counts half of one in a wording. */
const answerShare = 0.5;

export interface RankedEntry {
  readonly entry: FaqEntry;
  readonly score: number;
  /** The wording that came closest: the question or one of its variants. */
  readonly variant: string;
  readonly channels: Channels;
  /** Place of the entry in the index. */
  readonly place: number;
}

export interface RankOptions {
  readonly limit: number;
  /** Place of an entry that comes first whatever its score. */
  readonly pinned?: number | undefined;
}

/** The entries of one revision, ready to be ranked. Immutable. */
export interface FaqIndex {
  /** The wordings of the entry at `place`, cut: what a measurement by brute force starts from. */
  wordingsAt(place: number): readonly Cut[];
  cut(question: string): Cut;
  /** Best first; equal scores in the order of the files. Entries that share nothing with the question are left out. */
  rank(question: Cut, options: RankOptions): readonly RankedEntry[];
}

type Field = Readonly<Record<Channel, InvertedIndex>>;

interface Fields {
  /** All wordings of an entry together. */
  readonly wordings: Field;
  readonly answers: Field;
}

export function createFaqIndex(entries: readonly FaqEntry[], segmenter: Segmenter): FaqIndex {
  const cut = (text: string): Cut => {
    const chars = charactersOf(text);
    return { words: wordsOf(text, segmenter), bigrams: bigramsOf(chars), chars };
  };
  const wordings = entries.map((entry) =>
    wordingsOf(entry).map((wording) => cut(normalise(wording).text)),
  );
  const answers = entries.map((entry) => cut(normalise(entry.answer).text));
  const fields: Fields = {
    wordings: createField(wordings.map(joined)),
    answers: createField(answers),
  };
  const characters = wordings.map((own) => own.map(({ chars }) => new Set(chars)));
  const ranking = { entries, fields, characters };
  return {
    wordingsAt: (place) => wordings[place] ?? [],
    cut: (question) => cut(withoutFillers(normalise(question).text)),
    rank: (question, options) => rankEntries(ranking, question, options),
  };
}

/** The question and its variants. */
export function wordingsOf(entry: FaqEntry): readonly string[] {
  return [entry.question, ...entry.variants];
}

/** Wordings do not run into each other: no bigram spans two of them. */
function joined(parts: readonly Cut[]): Cut {
  return {
    words: parts.flatMap((part) => part.words),
    bigrams: parts.flatMap((part) => part.bigrams),
    chars: parts.flatMap((part) => part.chars),
  };
}

function createField(texts: readonly Cut[]): Field {
  return {
    words: createInvertedIndex(texts.map((text) => text.words)),
    bigrams: createInvertedIndex(texts.map((text) => text.bigrams)),
    chars: createInvertedIndex(texts.map((text) => text.chars)),
  };
}

interface Ranking {
  readonly entries: readonly FaqEntry[];
  readonly fields: Fields;
  /** By entry, the characters of each of its wordings. */
  readonly characters: readonly (readonly ReadonlySet<string>[])[];
}

function rankEntries(
  { entries, fields, characters }: Ranking,
  question: Cut,
  { limit, pinned }: RankOptions,
): readonly RankedEntry[] {
  const scores = scoreChannels(fields, question, entries.length);
  const sum = scores.words.map(
    (words, place) => words + nth(scores.bigrams, place) + nth(scores.chars, place),
  );
  const best = bestPlaces(sum, limit, pinned);
  if (best.length === 0) return [];
  const asked = new Set(question.chars);
  return best.flatMap((place) => {
    const entry = entries[place];
    if (!entry) return [];
    const overlaps = (characters[place] ?? []).map((wording) => diceOf(asked, wording));
    const closest = Math.max(0, ...overlaps);
    return {
      entry,
      score: nth(sum, place),
      variant: wordingsOf(entry)[overlaps.indexOf(closest)] ?? entry.question,
      channels: {
        words: nth(scores.words, place),
        bigrams: nth(scores.bigrams, place),
        chars: nth(scores.chars, place),
        variants: closest,
      },
      place,
    };
  });
}

function scoreChannels(
  { wordings, answers }: Fields,
  question: Cut,
  size: number,
): Readonly<Record<Channel, Float64Array>> {
  const score = (channel: Channel) => {
    const scores = new Float64Array(size);
    const weight = channelWeights[channel];
    wordings[channel].addScores(scores, question[channel], weight);
    answers[channel].addScores(scores, question[channel], weight * answerShare);
    return scores;
  };
  return { words: score('words'), bigrams: score('bigrams'), chars: score('chars') };
}

/** The places of the highest scores above 0, the earlier place first where they are equal. */
function bestPlaces(scores: Float64Array, limit: number, pinned?: number): readonly number[] {
  const best: number[] = [];
  let enough = 0;
  for (const [place, score] of scores.entries()) {
    if (score <= enough || place === pinned) continue;
    best.push(place);
    best.sort((a, b) => nth(scores, b) - nth(scores, a) || a - b);
    if (best.length <= limit) continue;
    best.pop();
    enough = nth(scores, best[limit - 1] ?? 0);
  }
  return pinned === undefined ? best : [pinned, ...best].slice(0, limit);
}

function nth(numbers: Float64Array, place: number): number {
  return numbers[place] ?? 0;
}

/** Twice what two sets share, against their sizes: 0 nothing, 1 the same. */
function diceOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const token of a) if (b.has(token)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
