import type { FaqEntry } from '../../src/knowledge/faq-entry.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../../src/knowledge/revision.ts';
import { createSeededRandom } from '../../src/nlu/linear/seeded-random.ts';
import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import { wordingsOf } from '../../src/search/faq-index.ts';
import { bigramsOf, charactersOf, wordsOf } from '../../src/search/tokens.ts';
import { faqWriters, readFaqQuestions } from '../../test/evaluation/faq-questions.ts';

/** The shipped entries, and so many more that nobody asks for. */
export interface Corpus {
  readonly entries: readonly FaqEntry[];
  /** Held-out questions with the entries that answer them. */
  readonly questions: readonly { readonly question: string; readonly entries: readonly string[] }[];
}

const seed = 11;

/**
 * Among more entries fewer are asked, from the beginning to the end of the sets: MiniSearch takes a second for a question
 * among 100,000.
 */
const mostAsked = (size: number) => (size > 10_000 ? 60 : size > 1000 ? 300 : Infinity);
const wordingsOfFiller = 5;

/** Fillers are shipped wordings in which every second word is another one of the vocabulary. */
export async function readCorpus(size: number): Promise<Corpus> {
  const { revision } = parseRevision((await readKnowledgeFolder('knowledge')).files);
  if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
  const segmenter = createRsSegmenter();
  const cut = revision.entries.flatMap(wordingsOf).map((wording) => wordsOf(wording, segmenter));
  const vocabulary = cut.flat();
  const random = createSeededRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const wording = () =>
    pick(cut)
      .map((word) => (random() < 0.5 ? word : pick(vocabulary)))
      .join('');
  const [sample] = revision.entries;
  if (!sample) throw new Error('the knowledge folder has no entries');
  const fillers = Array.from({ length: Math.max(0, size - revision.entries.length) }, (_, at) => ({
    ...sample,
    // Only compared with ids of shipped entries.
    id: `filler-${at}` as FaqEntry['id'],
    question: wording(),
    variants: Array.from({ length: wordingsOfFiller - 1 }, wording),
    answer: `${wording()}，${wording()}。`,
  }));
  return {
    entries: [...revision.entries, ...fillers].slice(0, Math.max(size, revision.entries.length)),
    questions: spread(
      faqWriters
        .flatMap(readFaqQuestions)
        .filter(({ kind, entries }) => kind === 'answerable' && entries.length > 0),
      mostAsked(size),
    ),
  };
}

/** So many of all, as far apart as they can be. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  const count = Math.min(all.length, most);
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as T);
}

/** The tokens that all engines get: words, characters and pairs of them, told apart by their first letter. */
export function tokensOf(
  text: string,
  segmenter: Parameters<typeof wordsOf>[1],
): readonly string[] {
  const characters = charactersOf(text);
  return [
    ...wordsOf(text, segmenter).map((word) => `w${word}`),
    ...characters.map((character) => `c${character}`),
    ...bigramsOf(characters).map((pair) => `b${pair}`),
  ];
}
