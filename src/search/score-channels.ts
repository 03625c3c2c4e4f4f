import { createInvertedIndex, type InvertedIndex } from './inverted-index.ts';
import type { Cut } from './tokens.ts';

/** What a score is made of before wordings are compared one by one. */
export interface TextScores {
  readonly words: Float64Array;
  readonly bigrams: Float64Array;
  readonly chars: Float64Array;
  readonly sounds: Float64Array;
  readonly answer: Float64Array;
  readonly clauses: Float64Array;
}

/**
 * Each channel is BM25 as a share of what the question's tokens are worth at most (the sum of their rarity), so that
 * scores of short and long questions, and of few and many entries, can be compared. The weights are those of a
 * ranking learnt on wordings left out (softmax over the twenty best), rounded: bench/search-zones.ts measures them.
 */
const weights = {
  words: 0.9,
  bigrams: 0.9,
  chars: 4.6,
  sounds: 1,
  answer: { words: 0.2, bigrams: 0.5, chars: 1.2 },
  clauses: 2,
} as const;

interface Texts {
  /** All wordings of an entry together. */
  readonly wordings: readonly Cut[];
  readonly answers: readonly Cut[];
  readonly clauses: readonly (readonly string[])[];
}

/** Scores a question against the texts of all entries. */
export interface Scorer {
  score(question: Cut): TextScores;
  /** How rare a character is among the wordings. */
  rarityOf(character: string): number;
}

export function createScorer({ wordings, answers, clauses }: Texts): Scorer {
  const size = wordings.length;
  const own = indexes(wordings);
  const told = indexes(answers);
  const backing = createInvertedIndex(clauses);
  return {
    rarityOf: own.chars.idfOf,
    score(question) {
      const one = (index: InvertedIndex, tokens: readonly string[], weight: number) => {
        const scores = new Float64Array(size);
        addShare(scores, { index, tokens, weight });
        return scores;
      };
      const answer = new Float64Array(size);
      for (const channel of ['words', 'bigrams', 'chars'] as const)
        addShare(answer, {
          index: told[channel],
          tokens: question[channel],
          weight: weights.answer[channel],
        });
      return {
        words: one(own.words, question.words, weights.words),
        bigrams: one(own.bigrams, question.bigrams, weights.bigrams),
        chars: one(own.chars, question.chars, weights.chars),
        sounds: one(own.sounds, question.sounds, weights.sounds),
        answer,
        clauses: one(backing, question.chars, weights.clauses),
      };
    },
  };
}

function indexes(texts: readonly Cut[]): Readonly<Record<keyof Cut, InvertedIndex>> {
  return {
    words: createInvertedIndex(texts.map((text) => text.words)),
    bigrams: createInvertedIndex(texts.map((text) => text.bigrams)),
    chars: createInvertedIndex(texts.map((text) => text.chars)),
    sounds: createInvertedIndex(texts.map((text) => text.sounds)),
  };
}

interface Share {
  readonly index: InvertedIndex;
  readonly tokens: readonly string[];
  readonly weight: number;
}

function addShare(scores: Float64Array, { index, tokens, weight }: Share): void {
  const most = index.worthOf(tokens);
  if (most > 0) index.addScores(scores, tokens, weight / most);
}
