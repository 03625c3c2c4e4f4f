import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { Revision } from '../knowledge/revision.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import type { Sounds } from '../nlu/sounds.ts';
import { withUserWords } from '../nlu/with-user-words.ts';
import { measureFeatures } from './abstain-features.ts';
import { createPeriods } from './entries-in-force.ts';
import { type CutTools, createFaqIndex, wordingsOf } from './faq-index.ts';
import type { Channels, RankedEntry } from './rank-entries.ts';
import { createOtherShops, createOwnNames } from './shop-names.ts';
import { charactersOf, withoutFillers } from './tokens.ts';
import { confidenceOf, type Zone, zoneOf } from './zones.ts';

export interface FaqHit {
  readonly entry: FaqEntry;
  readonly score: number;
  /** The wording that came closest. */
  readonly variant: string;
  readonly overlap: number;
  readonly channels: Channels;
}

export interface FaqResult {
  readonly zone: Zone;
  /** At most three, best first. */
  readonly hits: readonly FaqHit[];
  /** That the first hit is the answer: 0 to 1. */
  readonly confidence: number;
}

/**
 * Finds the entry that answers a question, and knows when none does. With a day (`YYYY-MM-DD`) only entries take part
 * whose clauses are all in force then.
 */
export type FaqSearch = (text: string, at?: string) => FaqResult;

/** What a search is made of. */
export type Searched = Pick<
  Revision,
  'entries' | 'userDict' | 'clauses' | 'otherShops' | 'ownNames'
>;

const hitsShown = 3;
const nothing: FaqResult = { zone: 'abstain', hits: [], confidence: 0 };

/** The search over one revision's entries; a new revision gets a new one. */
export function createFaqSearch(
  revision: Searched,
  segmenter: Segmenter,
  sounds?: Sounds,
): FaqSearch {
  const tools = { segmenter: withUserWords(segmenter, revision.userDict), sounds };
  const periods = createPeriods(revision, (entries) => createSearchOf(revision, entries, tools));
  return (text, at) => periods(at)(text);
}

/** The search over the entries of one period. */
function createSearchOf(
  { clauses, otherShops, ownNames }: Searched,
  entries: readonly FaqEntry[],
  tools: CutTools,
): (text: string) => FaqResult {
  const textOf = ({ citations }: FaqEntry) =>
    citations.map((id) => clauses.get(id)?.text ?? '').join('\n');
  const index = createFaqIndex(
    entries.map((entry) => ({ entry, clauses: textOf(entry) })),
    tools,
  );
  const withoutOwnNames = createOwnNames(ownNames);
  const aboutOthers = createOtherShops(otherShops, entries);
  const written = new Map(
    entries.flatMap((entry, place) =>
      wordingsOf(entry).map((wording) => [bare(wording), place] as const),
    ),
  );
  // A wording of signs only is nobody's question.
  written.delete('');
  return (text) => {
    const question = index.cut(withoutOwnNames(text));
    const owner = written.get(bare(text));
    const isAllowed = aboutOthers(text);
    const hits = index.rank(question, { limit: hitsShown, pinned: owner, isAllowed });
    if (hits.length === 0) return nothing;
    // A wording that an operator wrote is answered, however short and however close its neighbours.
    const confidence =
      owner === undefined ? confidenceOf(measureFeatures(hits, question.chars.length)) : 1;
    return { zone: zoneOf(confidence), hits: hits.map(shown), confidence };
  };
}

/** What is left of a wording without punctuation and greetings. */
function bare(text: string): string {
  return charactersOf(withoutFillers(normalise(text).text)).join('');
}

function shown({ entry, score, variant, overlap, channels }: RankedEntry): FaqHit {
  return { entry, score, variant, overlap, channels };
}
