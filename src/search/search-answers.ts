import type { EntryId } from '../kernel/ids.ts';
import { derived } from '../knowledge/derived.ts';
import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { Revision } from '../knowledge/revision.ts';
import type { Intent } from '../nlu/intents.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import type { Sounds } from '../nlu/sounds.ts';
import { withUserWords } from '../nlu/with-user-words.ts';
import { measureFeatures } from './abstain-features.ts';
import { createPeriods } from './entries-in-force.ts';
import {
  type CutTools,
  type FaqIndexData,
  openFaqIndex,
  wordingsOf,
  writeFaqIndex,
} from './faq-index.ts';
import type { FaqHit, FaqResult } from './faq-result.ts';
import { createLeaningOn } from './leaning-on.ts';
import type { RankedEntry } from './rank-entries.ts';
import { createRespell, type Respelt } from './respell.ts';
import { createOtherShops, createOwnNames } from './shop-names.ts';
import { charactersOf, withoutFillers } from './tokens.ts';
import { confidenceOf, zoneOf } from './zones.ts';

/**
 * Finds the entry that answers a question, and knows when none does. With a day (`YYYY-MM-DD`) only entries take part
 * whose clauses are all in force then.
 */
export interface FaqSearch {
  (text: string, at?: string): FaqResult;
  /**
   * What answers a question that leans on the entry told before it (那生鲜呢), about both; `null` where the words stand
   * on their own.
   */
  readonly leaningOn: (told: EntryId, text: string, at?: string) => FaqResult | null;
}

/** What a search is made of. */
export type Searched = Pick<
  Revision,
  'entries' | 'files' | 'userDict' | 'clauses' | 'otherShops' | 'ownNames'
>;

/** What was found, as it counts for a message of this intent. */
export function foundFor(intent: Intent, found: FaqResult): FaqResult {
  return found.hits.length === 0 ? found : { ...found, zone: zoneOf(found.confidence, intent) };
}

const hitsShown = 3;
/** Of 13,100 wordings left out and asked as they are written, 4 lose their answer (保真 near 保证), and 14 slips get theirs. */
const clearly = 0.05;
const nothing: FaqResult = { zone: 'abstain', hits: [], confidence: 0 };

/** What a search looks in, as data that can be kept. */
export interface SearchData {
  readonly index: FaqIndexData;
  /** The place of the entry that each wording, laid bare, belongs to. */
  readonly written: ReadonlyMap<string, number>;
}

/** What a search may be given besides. */
interface Given {
  /** What `searchDataOf` gave for the same revision and segmenter. */
  readonly data?: SearchData;
  /** How characters sound, as far as it is known by now; without them near spellings are not understood. */
  readonly sounds?: () => Sounds | null;
}

/** The search over one revision's entries; a new revision gets a new one. */
export function createFaqSearch(
  revision: Searched,
  segmenter: Segmenter,
  { data, sounds = () => null }: Given = {},
): FaqSearch {
  const tools = toolsFor(revision, segmenter);
  const periods = createPeriods(revision, (entries) => {
    const isWhole = entries === revision.entries;
    const own = (isWhole ? data : undefined) ?? writeDataOf(revision, entries, tools);
    return openSearchOf({ ...revision, entries }, { tools, data: own, sounds });
  });
  return Object.assign((text: string, at?: string) => periods(at).search(text), {
    leaningOn: (told: EntryId, text: string, at?: string) => periods(at).leaningOn(told, text),
  });
}

/** What the search over all entries of a revision looks in, written once. */
export function searchDataOf(revision: Revision, segmenter: Segmenter): SearchData {
  const tools = toolsFor(revision, segmenter);
  const write = () => writeDataOf(revision, revision.entries, tools);
  return derived(revision, `search.${segmenter.name}`, write);
}

function toolsFor({ userDict }: Searched, segmenter: Segmenter): CutTools {
  return { segmenter: withUserWords(segmenter, userDict) };
}

function writeDataOf(
  { clauses }: Searched,
  entries: readonly FaqEntry[],
  tools: CutTools,
): SearchData {
  const textOf = ({ citations }: FaqEntry) =>
    citations.map((id) => clauses.get(id)?.text ?? '').join('\n');
  const index = writeFaqIndex(
    entries.map((entry) => ({ entry, clauses: textOf(entry) })),
    tools,
  );
  const written = new Map(
    entries.flatMap((entry, place) =>
      wordingsOf(entry).map((wording) => [bare(wording), place] as const),
    ),
  );
  // A wording of signs only is nobody's question.
  written.delete('');
  return { index, written };
}

/** The search over the entries of one period. */
function openSearchOf(
  period: Searched,
  { tools, data, sounds }: Required<Given> & { readonly tools: CutTools },
) {
  const { entries, otherShops, ownNames } = period;
  const { written } = data;
  const index = openFaqIndex(entries, data.index, tools);
  const withoutOwnNames = createOwnNames(ownNames);
  const aboutOthers = createOtherShops(otherShops, entries);
  const respell = createRespell(period, data.index.texts, sounds);
  const searchAsSpelt = (text: string): FaqResult => {
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
  const search = (text: string): FaqResult => {
    const found = searchAsSpelt(text);
    // What an operator wrote is spelt as it is meant.
    const respelt = found.confidence === 1 ? null : respell(text);
    return respelt === null ? found : surer(found, searchAsSpelt(respelt.text), respelt);
  };
  return { search, leaningOn: createLeaningOn(entries, data.index.characters, search) };
}

/** What the question put right finds, only where it is clearly surer: a word may be spelt rightly and new to the entries. */
function surer(asSpelt: FaqResult, putRight: FaqResult, { spellings }: Respelt): FaqResult {
  return putRight.confidence > asSpelt.confidence + clearly ? { ...putRight, spellings } : asSpelt;
}

/** What is left of a wording without punctuation and greetings. */
function bare(text: string): string {
  return charactersOf(withoutFillers(normalise(text).text)).join('');
}

function shown({ entry, score, variant, overlap, channels }: RankedEntry): FaqHit {
  return { entry, score, variant, overlap, channels };
}
