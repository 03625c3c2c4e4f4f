import {
  type Bm25Params,
  type InvertedIndex,
  openInvertedIndex,
  type Postings,
  type Query,
  writePostings,
} from './inverted-index.ts';
import type { Cut } from './tokens.ts';

/** What a score is made of before wordings are compared one by one. */
export type TextChannel = 'words' | 'bigrams' | 'chars' | 'sounds' | 'answer' | 'clauses';

/**
 * Each channel is BM25 as a share of what the question's tokens are worth at most (the sum of their rarity), so that
 * scores of short and long questions, and of few and many entries, can be compared. The weights began as those of a
 * ranking learnt on wordings left out (softmax over the twenty best); words and pairs count more since among thousands
 * of entries single characters tell little. bench/search-zones.ts measures them.
 */
const weights = {
  words: 1.5,
  bigrams: 1.5,
  chars: 3.5,
  sounds: 1,
  answer: { words: 0.2, bigrams: 0.5, chars: 1.2 },
  clauses: 2,
} as const;

/**
 * An entry is long because it knows many wordings, not because it is wordy: at the textbook's 0.75, entries of thirty
 * wordings lost to others of five. Of wordings left out, R@1 stays the same among 458 entries and rises from 59 to 66 %
 * among 10,000.
 */
const manyWordings: Bm25Params = { k1: 1.2, b: 0.3 };

interface Texts {
  /** All wordings of an entry together. */
  readonly wordings: readonly Cut[];
  readonly answers: readonly Cut[];
  readonly clauses: readonly (readonly string[])[];
}

const wordingTokens = ['words', 'bigrams', 'sounds', 'chars'] as const;
const answerTokens = ['words', 'bigrams', 'chars'] as const;

/** The texts of all entries as they are scored, by place of the entry: data that can be kept. */
export interface ScoredTexts {
  readonly wordings: Readonly<Record<(typeof wordingTokens)[number], Postings>>;
  readonly answers: Readonly<Record<(typeof answerTokens)[number], Postings>>;
  readonly clauses: Postings;
}

/** Scores a question against the texts of all entries. */
export interface Scorer {
  score(question: Cut): Scores;
  /** How rare a character is among the wordings. */
  rarityOf(character: string): number;
}

export interface Scores {
  /** By place of the entry; overwritten by the next question. */
  readonly sum: Float64Array;
  /** What the sum of one entry is made of. */
  channelsOf(place: number): Readonly<Record<TextChannel, number>>;
}

/** One index, what a question is worth in it, and the channel that its score counts for. */
interface Part {
  readonly channel: TextChannel;
  readonly index: InvertedIndex;
  readonly tokens: keyof Cut;
  readonly weight: number;
}

export function writeScoredTexts({ wordings, answers, clauses }: Texts): ScoredTexts {
  const over = (texts: readonly Cut[], tokens: keyof Cut, params?: Bm25Params) =>
    writePostings(
      texts.map((text) => text[tokens]),
      params,
    );
  return {
    wordings: {
      words: over(wordings, 'words', manyWordings),
      bigrams: over(wordings, 'bigrams', manyWordings),
      sounds: over(wordings, 'sounds', manyWordings),
      chars: over(wordings, 'chars', manyWordings),
    },
    answers: {
      words: over(answers, 'words'),
      bigrams: over(answers, 'bigrams'),
      chars: over(answers, 'chars'),
    },
    clauses: writePostings(clauses),
  };
}

export function openScorer({ wordings, answers, clauses }: ScoredTexts): Scorer {
  const parts: readonly Part[] = [
    ...wordingTokens.map((tokens): Part => {
      const index = openInvertedIndex(wordings[tokens]);
      return { channel: tokens, index, tokens, weight: weights[tokens] };
    }),
    ...answerTokens.map((tokens): Part => {
      const index = openInvertedIndex(answers[tokens]);
      return { channel: 'answer', index, tokens, weight: weights.answer[tokens] };
    }),
    {
      channel: 'clauses',
      index: openInvertedIndex(clauses),
      tokens: 'chars',
      weight: weights.clauses,
    },
  ];
  const sum = new Float64Array(clauses.size);
  return {
    rarityOf: openInvertedIndex(wordings.chars).idfOf,
    score(question) {
      const asked = parts.flatMap((part) => askPart(part, question));
      sum.fill(0);
      for (const { index, query, weight } of asked) index.addScores(sum, query, weight);
      return { sum, channelsOf: (place) => channelsOf(asked, place) };
    },
  };
}

interface AskedPart {
  readonly channel: TextChannel;
  readonly index: InvertedIndex;
  readonly query: Query;
  readonly weight: number;
}

function askPart({ channel, index, tokens, weight }: Part, question: Cut): readonly AskedPart[] {
  const query = index.ask(question[tokens]);
  return query.worth > 0 ? [{ channel, index, query, weight: weight / query.worth }] : [];
}

function channelsOf(asked: readonly AskedPart[], place: number) {
  const channels = { words: 0, bigrams: 0, chars: 0, sounds: 0, answer: 0, clauses: 0 };
  for (const { channel, index, query, weight } of asked)
    channels[channel] += weight * index.scoreOf(place, query);
  return channels;
}
