import { comparable } from '../../knowledge/comparable.ts';
import { normalise } from '../../nlu/normalise.ts';
import type { Example } from '../../nlu/train-intent-model.ts';

/** Two utterances that say nearly the same in the same words. */
export interface NearDuplicate {
  readonly first: Example;
  readonly second: Example;
  /** From 0 to 1, where all is shared. */
  readonly overlap: number;
}

/** From where on two utterances are worth a look: under two intents sooner, where they teach nothing but doubt. */
export const leastOverlap = { across: 0.7, within: 0.75 };

/** All pairs that overlap by `least` or more, the most alike first. `least` must be above 0. */
export function nearDuplicates(
  examples: readonly Example[],
  least: number,
): readonly NearDuplicate[] {
  const pieces = examples.map(({ text }) => piecesOf(text));
  const holders = holdersOf(pieces);
  const found = examples.flatMap((first, at) => {
    const own = pieces[at] ?? new Set();
    return Array.from(sharedCounts(own, holders, at), ([other, shared]) => {
      const second = examples[other];
      const all = own.size + (pieces[other]?.size ?? 0) - shared;
      return second && shared >= least * all ? [{ first, second, overlap: shared / all }] : [];
    }).flat();
  });
  return found.toSorted((a, b) => b.overlap - a.overlap);
}

/** How much two texts share of the pairs of neighbouring characters that either has (Jaccard); marks do not count. */
export function overlapOf(one: string, other: string): number {
  const [ones, others] = [piecesOf(one), piecesOf(other)];
  const shared = [...ones].filter((piece) => others.has(piece)).length;
  return shared / (ones.size + others.size - shared);
}

/** Pairs of neighbours, with both ends: 退货 is ^退 退货 货$. */
function piecesOf(text: string): ReadonlySet<string> {
  const characters = [...comparable(normalise(text).text), '$'];
  return new Set(characters.map((character, at) => (characters[at - 1] ?? '^') + character));
}

/** Which examples have a piece. */
function holdersOf(pieces: readonly ReadonlySet<string>[]): ReadonlyMap<string, readonly number[]> {
  const holders = new Map<string, number[]>();
  for (const [at, own] of pieces.entries())
    for (const piece of own) {
      const known = holders.get(piece);
      if (known) known.push(at);
      else holders.set(piece, [at]);
    }
  return holders;
}

/** How many pieces each later example shares. */
function sharedCounts(
  own: ReadonlySet<string>,
  holders: ReadonlyMap<string, readonly number[]>,
  at: number,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const piece of own)
    for (const other of holders.get(piece) ?? [])
      if (other > at) counts.set(other, (counts.get(other) ?? 0) + 1);
  return counts;
}
