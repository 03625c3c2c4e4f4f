import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { NearSpelling } from '../nlu/spelling/near-spellings.ts';
import type { Channels } from './rank-entries.ts';
import type { Zone } from './zones.ts';

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
  /** What was read as the term it nearly spells, where that found more. */
  readonly spellings?: readonly NearSpelling[];
}
