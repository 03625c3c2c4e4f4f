import type { Revision } from '../knowledge/revision.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Sounds } from '../nlu/sounds.ts';
import {
  createFindNearSpellings,
  type FindNearSpellings,
  type NearSpelling,
} from '../nlu/spelling/near-spellings.ts';
import { gazetteerOf, holdersOf } from './gazetteer.ts';
import type { ScoredTexts } from './score-channels.ts';
import { bigramsOf } from './tokens.ts';

/** A question with its near spellings put right. */
export interface Respelt {
  readonly text: string;
  readonly spellings: readonly NearSpelling[];
}

/** `null`: nothing in the question nearly spells what an entry is about. */
export type Respell = (question: string) => Respelt | null;

/**
 * Puts topics, goods and couriers right that a question nearly spells. Not each time is right (a word may be new to the
 * entries): whoever asks should ask with both spellings. Made ready by the first question: a start need not wait for it.
 */
export function createRespell(
  revision: Pick<Revision, 'entries' | 'userDict' | 'files'>,
  texts: ScoredTexts,
  soundsByNow: () => Sounds | null,
): Respell {
  let ready: { readonly sounds: Sounds; readonly find: FindNearSpellings } | undefined;
  return (question) => {
    const sounds = soundsByNow();
    if (sounds === null) return null;
    if (ready?.sounds !== sounds) ready = { sounds, find: finderOf(revision, texts, sounds) };
    const { text } = normalise(question);
    const spellings = ready.find(text);
    return spellings.length === 0 ? null : { text: putRight(text, spellings), spellings };
  };
}

function finderOf(
  revision: Pick<Revision, 'entries' | 'userDict' | 'files'>,
  texts: ScoredTexts,
  sounds: Sounds,
): FindNearSpellings {
  const { wordings, answers } = texts;
  const terms = gazetteerOf(revision, texts);
  const pairsOfTerms = new Set(terms.flatMap((term) => bigramsOf([...term])));
  return createFindNearSpellings({
    terms,
    sounds,
    countOf: (pair) =>
      holdersOf(wordings.bigrams, pair) +
      holdersOf(answers.bigrams, pair) +
      (pairsOfTerms.has(pair) ? 1 : 0),
  });
}

function putRight(text: string, spellings: readonly NearSpelling[]): string {
  return spellings
    .toReversed()
    .reduce((left, { start, end, meant }) => left.slice(0, start) + meant + left.slice(end), text);
}
