import type { Revision } from '../knowledge/revision.ts';
import { lexiconOf } from '../nlu/lexicon/read-lexicon.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Postings } from './inverted-index.ts';
import { numberAt } from './number-at.ts';
import type { ScoredTexts } from './score-channels.ts';

type Told = Pick<Revision, 'entries' | 'userDict' | 'files'>;

/** A word that fewer entries know may be a slip of theirs; one that more know is about nothing (问题, 怎么). */
const fewestHolders = 3;
const mostHolders = 0.15;
/** A character that more entries know is none of a topic: 的, 不, 能. */
const mostOfCharacter = 0.5;

const hanWord = /^\p{Script=Han}{2,}$/u;

/**
 * What questions are about, as it is spelt: the operators' own words, goods, couriers, and the words of the standard
 * questions that some entries share, but not too many.
 */
export function gazetteerOf(
  { entries, userDict, files }: Told,
  texts: ScoredTexts,
): readonly string[] {
  const { goods, couriers } = lexiconOf({ files }).lexicon;
  const questions = entries.map(({ question }) => normalise(question).text).join('\n');
  const { words, chars } = texts.wordings;
  const isOfTopic = (character: string) =>
    holdersOf(chars, character) <= mostOfCharacter * chars.size;
  const topics = [...words.vocabulary.keys()].filter((word) => {
    const holders = holdersOf(words, word);
    return (
      hanWord.test(word) &&
      holders >= fewestHolders &&
      holders <= mostHolders * words.size &&
      Array.from(word).every(isOfTopic) &&
      questions.includes(word)
    );
  });
  const names = couriers.flatMap(({ name, aliases }) => [name, ...aliases]);
  return [
    ...new Set([
      ...userDict,
      ...topics,
      ...goods.categories.keys(),
      ...goods.models.keys(),
      ...names,
    ]),
  ];
}

/** How many documents hold a token. */
export function holdersOf({ vocabulary, start }: Postings, token: string): number {
  const term = vocabulary.get(token);
  return term === undefined ? 0 : numberAt(start, term + 1) - numberAt(start, term);
}
