import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { Revision } from '../knowledge/revision.ts';
import { normalise } from '../nlu/normalise.ts';
import type { Segmenter } from '../nlu/segmenter.ts';
import { withUserWords } from '../nlu/with-user-words.ts';
import { measureFeatures } from './abstain-features.ts';
import { type Channels, createFaqIndex, type RankedEntry, wordingsOf } from './faq-index.ts';
import { charactersOf, withoutFillers } from './tokens.ts';
import { confidenceOf, type Zone, zoneOf } from './zones.ts';

export interface FaqHit {
  readonly entry: FaqEntry;
  readonly score: number;
  /** The wording that came closest. */
  readonly variant: string;
  readonly channels: Channels;
}

export interface FaqResult {
  readonly zone: Zone;
  /** At most three, best first. */
  readonly hits: readonly FaqHit[];
  /** That the first hit is the answer: 0 to 1. */
  readonly confidence: number;
}

/** Finds the entry that answers a question, and knows when none does. */
export type FaqSearch = (text: string) => FaqResult;

const hitsShown = 3;
const nothing: FaqResult = { zone: 'abstain', hits: [], confidence: 0 };

/** The search over one revision's entries; a new revision gets a new one. */
export function createFaqSearch(
  revision: Pick<Revision, 'entries' | 'userDict'>,
  segmenter: Segmenter,
): FaqSearch {
  const index = createFaqIndex(revision.entries, withUserWords(segmenter, revision.userDict));
  const written = new Map(
    revision.entries.flatMap((entry, place) =>
      wordingsOf(entry).map((wording) => [bare(wording), place] as const),
    ),
  );
  // A wording of signs only is nobody's question.
  written.delete('');
  return (text) => {
    const question = index.cut(text);
    const owner = written.get(bare(text));
    const hits = index.rank(question, { limit: hitsShown, pinned: owner });
    if (hits.length === 0) return nothing;
    // A wording that an operator wrote is answered, however short and however close its neighbours.
    const confidence = owner === undefined ? confidenceOf(measureFeatures(hits)) : 1;
    return { zone: zoneOf(confidence), hits: hits.map(shown), confidence };
  };
}

/** What is left of a wording without punctuation and greetings. */
function bare(text: string): string {
  return charactersOf(withoutFillers(normalise(text).text)).join('');
}

function shown({ entry, score, variant, channels }: RankedEntry): FaqHit {
  return { entry, score, variant, channels };
}
