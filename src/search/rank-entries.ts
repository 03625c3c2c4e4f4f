import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { Scorer, TextScores } from './score-channels.ts';
import type { Cut } from './tokens.ts';

/** What each part of an entry's score came from; they add up to it. */
export interface Channels extends Readonly<Record<keyof TextScores, number>> {
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

export interface RankOptions {
  readonly limit: number;
  /** Place of an entry that comes first whatever its score. */
  readonly pinned?: number | undefined;
  /** Entries at other places do not take part. */
  readonly isAllowed?: ((place: number) => boolean) | undefined;
}

/** Learnt with the weights of the channels. */
const variantWeight = 5.2;

/** So many entries are compared wording by wording. */
const candidates = 24;

interface Ranking {
  readonly entries: readonly FaqEntry[];
  /** By entry, the characters of each of its wordings. */
  readonly wordings: readonly (readonly ReadonlySet<string>[])[];
  readonly answers: readonly ReadonlySet<string>[];
  readonly scorer: Scorer;
}

export type Rank = (question: Cut, options: RankOptions) => readonly RankedEntry[];

/** First all entries by their texts, then the best of them wording by wording. */
export function createRank(ranking: Ranking): Rank {
  return (question, { limit, pinned, isAllowed }) => {
    const scores = ranking.scorer.score(question);
    const sum = summed(scores, ranking.entries.length);
    const places = bestPlaces(sum, Math.max(limit, candidates), { pinned, isAllowed });
    const asked = new Set(question.chars);
    const ranked = places.flatMap((place) => entryAt(ranking, place, { scores, sum, asked }) ?? []);
    return ranked
      .sort(
        (a, b) =>
          isPinned(b, pinned) - isPinned(a, pinned) || b.score - a.score || a.place - b.place,
      )
      .slice(0, limit);
  };
}

function isPinned({ place }: RankedEntry, pinned: number | undefined): number {
  return place === pinned ? 1 : 0;
}

function summed(scores: TextScores, size: number): Float64Array {
  const sum = new Float64Array(size);
  for (const part of Object.values<Float64Array>({ ...scores }))
    for (let place = 0; place < size; place += 1) sum[place] = nth(sum, place) + nth(part, place);
  return sum;
}

interface Asked {
  readonly scores: TextScores;
  readonly sum: Float64Array;
  readonly asked: ReadonlySet<string>;
}

function entryAt(
  { entries, wordings, answers, scorer }: Ranking,
  place: number,
  { scores, sum, asked }: Asked,
): RankedEntry | null {
  const entry = entries[place];
  if (!entry) return null;
  const own = wordings[place] ?? [];
  const overlaps = own.map((wording) => diceOf(asked, wording));
  const overlap = Math.max(0, ...overlaps);
  const closest = overlaps.indexOf(overlap);
  const knows = (character: string) =>
    own.some((wording) => wording.has(character)) || answers[place]?.has(character) === true;
  const variant = variantWeight * overlap;
  return {
    entry,
    score: nth(sum, place) + variant,
    variant: closest > 0 ? (entry.variants[closest - 1] ?? entry.question) : entry.question,
    overlap,
    coverage: coverageOf(asked, knows, scorer),
    channels: {
      words: nth(scores.words, place),
      bigrams: nth(scores.bigrams, place),
      chars: nth(scores.chars, place),
      sounds: nth(scores.sounds, place),
      answer: nth(scores.answer, place),
      clauses: nth(scores.clauses, place),
      variant,
    },
    place,
  };
}

function coverageOf(
  asked: ReadonlySet<string>,
  knows: (character: string) => boolean,
  { rarityOf }: Scorer,
): number {
  let known = 0;
  let all = 0;
  for (const character of asked) {
    const rarity = rarityOf(character);
    all += rarity;
    if (knows(character)) known += rarity;
  }
  return all === 0 ? 0 : known / all;
}

/** The places of the highest scores above 0, the earlier place first where they are equal. */
function bestPlaces(
  scores: Float64Array,
  limit: number,
  { pinned, isAllowed }: Pick<RankOptions, 'pinned' | 'isAllowed'>,
): readonly number[] {
  const best: number[] = [];
  let enough = 0;
  for (let place = 0; place < scores.length; place += 1) {
    if (nth(scores, place) <= enough || place === pinned) continue;
    if (isAllowed && !isAllowed(place)) continue;
    best.push(place);
    best.sort((a, b) => nth(scores, b) - nth(scores, a) || a - b);
    if (best.length <= limit) continue;
    best.pop();
    enough = nth(scores, best[limit - 1] ?? 0);
  }
  return pinned === undefined ? best : [pinned, ...best];
}

function nth(numbers: Float64Array, place: number): number {
  return numbers[place] ?? 0;
}

/** Twice what two sets share, against their sizes: 0 nothing, 1 the same. */
function diceOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let shared = 0;
  for (const token of a) if (b.has(token)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
