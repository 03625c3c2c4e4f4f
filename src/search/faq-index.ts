import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import type { Sounds } from '../nlu/sounds.ts';
import { type CharacterLists, openCharacters, writeCharacters } from './entry-characters.ts';
import { createRank, type RankedEntry, type RankOptions } from './rank-entries.ts';
import { openScorer, type ScoredTexts, writeScoredTexts } from './score-channels.ts';
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

/** What an index holds, as data that can be kept: cutting and counting take most of its making. */
export interface FaqIndexData {
  readonly texts: ScoredTexts;
  readonly characters: CharacterLists;
}

/** The entries of one revision, ready to be ranked. Immutable. */
export interface FaqIndex {
  cut(question: string): Cut;
  /** Best first; equal scores in the order of the files. Entries that share nothing with the question are left out. */
  rank(question: Cut, options: RankOptions): readonly RankedEntry[];
}

export function createFaqIndex(indexed: readonly IndexedEntry[], tools: CutTools): FaqIndex {
  const entries = indexed.map(({ entry }) => entry);
  return openFaqIndex(entries, writeFaqIndex(indexed, tools), tools);
}

/** Cuts and counts the texts of the entries. */
export function writeFaqIndex(indexed: readonly IndexedEntry[], tools: CutTools): FaqIndexData {
  const cut = createCut(tools);
  const wordings = indexed.map(({ entry }) =>
    wordingsOf(entry).map((wording) => cut(normalise(wording).text)),
  );
  const answers = indexed.map(({ entry }) => cut(normalise(entry.answer).text));
  const clauses = indexed.map(({ clauses: text }) => charactersOf(normalise(text).text));
  const texts = writeScoredTexts({ wordings: wordings.map(joined), answers, clauses });
  const characters = writeCharacters(
    wordings.map((own, place) => ({
      wordings: own.map(({ chars }) => chars),
      answer: answers[place]?.chars ?? [],
    })),
    openScorer(texts).rarityOf,
  );
  return { texts, characters };
}

/** `data`: what `writeFaqIndex` wrote of these entries, with the same tools. */
export function openFaqIndex(
  entries: readonly FaqEntry[],
  data: FaqIndexData,
  tools: CutTools,
): FaqIndex {
  const cut = createCut(tools);
  const scorer = openScorer(data.texts);
  const characters = openCharacters(data.characters, scorer.rarityOf);
  return {
    cut: (question) => cut(withoutFillers(normalise(question).text)),
    rank: createRank({ entries, characters, scorer }),
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
