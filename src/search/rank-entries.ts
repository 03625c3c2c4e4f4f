import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { bestPlaces, type Chosen } from './best-places.ts';
import type { EntryCharacters } from './entry-characters.ts';
import type { Scorer, TextChannel } from './score-channels.ts';
import type { Cut } from './tokens.ts';

/** What each part of an entry's score came from; they add up to it. */
export interface Channels extends Readonly<Record<TextChannel, number>> {
  /** The characters shared with the closest single wording. */
  readonly variant: number;
}

export interface RankedEntry {
  readonly entry: FaqEntry;
  readonly score: number;
  /** The wording that came closest: the question or one of its variants. */
  readonly variant: string;
  /** Dice overlap of the characters with that wording, 0 to 1. */
  readonly overlap: number;
  /** Which part of the question's characters the entry knows, the rare ones counting more: 0 to 1. */
  readonly coverage: number;
  readonly channels: Channels;
  /** Place of the entry in the index. */
  readonly place: number;
}

export type RankOptions = Chosen;

/** Learnt with the weights of the channels. */
const variantWeight = 5.2;

/** So many entries are compared wording by wording. */
const candidates = 24;

interface Ranking {
  readonly entries: readonly FaqEntry[];
  readonly characters: EntryCharacters;
  readonly scorer: Scorer;
}

export type Rank = (question: Cut, options: RankOptions) => readonly RankedEntry[];

/** First all entries by their texts, then the best of them wording by wording. */
export function createRank({ entries, characters, scorer }: Ranking): Rank {
  return (question, { limit, pinned, isAllowed }) => {
    const { sum, channelsOf } = scorer.score(question);
    const asked = characters.ask(question.chars);
    const isFirst = (place: number) => (place === pinned ? 1 : 0);
    return bestPlaces(sum, { limit: Math.max(limit, candidates), pinned, isAllowed })
      .map((place) => {
        const { wording, overlap } = asked.closestOf(place);
        const variant = variantWeight * overlap;
        return { place, wording, overlap, variant, score: (sum[place] ?? 0) + variant };
      })
      .sort((a, b) => isFirst(b.place) - isFirst(a.place) || b.score - a.score || a.place - b.place)
      .slice(0, limit)
      .flatMap(({ place, wording, overlap, variant, score }) => {
        const entry = entries[place];
        if (!entry) return [];
        return {
          entry,
          score,
          variant: entry.variants[wording - 1] ?? entry.question,
          overlap,
          coverage: asked.coverageOf(place),
          channels: { ...channelsOf(place), variant },
          place,
        };
      });
  };
}
