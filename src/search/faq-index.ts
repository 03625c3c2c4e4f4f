import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import type { Sounds } from '../nlu/sounds.ts';
import { createEntryCharacters } from './entry-characters.ts';
import { createRank, type RankedEntry, type RankOptions } from './rank-entries.ts';
import { createScorer } from './score-channels.ts';
import { bigramsOf, type Cut, charactersOf, soundsOf, withoutFillers, wordsOf } from './tokens.ts';

/** An entry, and the text of the clauses it rests on: what a clause says in its own words is asked for, too. */
export interface IndexedEntry {
  readonly entry: FaqEntry;
  readonly clauses: string;
}

/** What texts are cut with. */
export interface CutTools {
  readonly segmenter: Segmenter;
  /** Without them nothing is found by its sound. */
  readonly sounds?: Sounds | undefined;
}

/** The entries of one revision, ready to be ranked. Immutable. */
export interface FaqIndex {
  cut(question: string): Cut;
  /** Best first; equal scores in the order of the files. Entries that share nothing with the question are left out. */
  rank(question: Cut, options: RankOptions): readonly RankedEntry[];
}

export function createFaqIndex(indexed: readonly IndexedEntry[], tools: CutTools): FaqIndex {
  const cut = createCut(tools);
  const wordings = indexed.map(({ entry }) =>
    wordingsOf(entry).map((wording) => cut(normalise(wording).text)),
  );
  const answers = indexed.map(({ entry }) => cut(normalise(entry.answer).text));
  const clauses = indexed.map(({ clauses: text }) => charactersOf(normalise(text).text));
  const scorer = createScorer({ wordings: wordings.map(joined), answers, clauses });
  const characters = createEntryCharacters(
    wordings.map((own, place) => ({
      wordings: own.map(({ chars }) => chars),
      answer: answers[place]?.chars ?? [],
    })),
    scorer.rarityOf,
  );
  const rank = createRank({ entries: indexed.map(({ entry }) => entry), characters, scorer });
  return {
    cut: (question) => cut(withoutFillers(normalise(question).text)),
    rank,
  };
}

/** The question and its variants. */
export function wordingsOf(entry: FaqEntry): readonly string[] {
  return [entry.question, ...entry.variants];
}

function createCut({ segmenter, sounds }: CutTools): (text: string) => Cut {
  return (text) => {
    const chars = charactersOf(text);
    return {
      words: wordsOf(text, segmenter),
      bigrams: bigramsOf(chars),
      chars,
      sounds: sounds ? soundsOf(chars, sounds) : [],
    };
  };
}

/** Wordings do not run into each other: no bigram spans two of them. */
function joined(parts: readonly Cut[]): Cut {
  return {
    words: parts.flatMap((part) => part.words),
    bigrams: parts.flatMap((part) => part.bigrams),
    chars: parts.flatMap((part) => part.chars),
    sounds: parts.flatMap((part) => part.sounds),
  };
}
