import type { CharacterLists } from './entry-characters.ts';
import { numberAt } from './number-at.ts';

/** An entry that may answer a question which leans on the one before. */
export interface Leaning {
  readonly place: number;
  /** The wording that is about both: 0 is the question. */
  readonly wording: number;
  /** How well it is about the condition and about what was answered before: 0 to 1. */
  readonly score: number;
}

/** Best first. `told`: the place of the entry that was told last. */
export type LeanOn = (told: number, condition: readonly string[]) => readonly Leaning[];

/** A wording is about a condition where it has nearly all of it, rare characters counting more. */
const leastShare = 0.75;

/**
 * Finds the entries one of whose wordings asks the question before for a condition. 生鲜几天内能退 has all of 生鲜, and
 * the rest of it is a way to ask the question before, 几天内能退.
 */
export function createLeanOn({ numbers, wordings, firsts, rarities }: CharacterLists): LeanOn {
  const { starts, items } = wordings;
  const rarest = rarities.reduce((most, rarity) => Math.max(most, rarity), 0);
  /** The rarity of each character of the condition, 0 at all others. */
  const wanted = new Float64Array(numbers.size);
  /** The rarity of each character that is asked beside it. */
  const asked = new Float64Array(numbers.size);

  const sumOf = (list: number, weights: Float64Array) => sumIn(wordings, list, weights);

  /** The wordings that are about the condition, by entry. */
  function wordingsAbout(worth: number): readonly { list: number; place: number; share: number }[] {
    const found: { list: number; place: number; share: number }[] = [];
    for (let place = 0; place < firsts.length - 1; place += 1)
      for (let list = numberAt(firsts, place); list < numberAt(firsts, place + 1); list += 1) {
        const share = sumOf(list, wanted) / worth;
        if (share >= leastShare) found.push({ list, place, share });
      }
    return found;
  }

  return (told, condition) => {
    const worth = want(condition);
    const about = wordingsAbout(worth);
    const best = new Map<number, Leaning>();
    for (let way = numberAt(firsts, told); way < numberAt(firsts, told + 1); way += 1) {
      const askedWorth = sumOf(way, rarities) - sumOf(way, wanted);
      mark(way, true);
      for (const { list, place, share } of about) {
        const both = askedWorth + sumOf(list, rarities) - share * worth;
        const score = share * shareOf(2 * sumOf(list, asked), both);
        if (score > (best.get(place)?.score ?? 0))
          best.set(place, { place, wording: list - numberAt(firsts, place), score });
      }
      mark(way, false);
    }
    wanted.fill(0);
    return [...best.values()].toSorted((a, b) => b.score - a.score || a.place - b.place);
  };

  /** Notes the condition; returns what its characters are worth together. */
  function want(condition: readonly string[]): number {
    let worth = 0;
    for (const character of new Set(condition)) {
      const number = numbers.get(character);
      const rarity = number === undefined ? rarest : numberAt(rarities, number);
      if (number !== undefined) wanted[number] = rarity;
      worth += rarity;
    }
    return worth;
  }

  /** Notes what a wording asks beside the condition, or forgets it again. */
  function mark(list: number, isAsked: boolean): void {
    for (let at = numberAt(starts, list); at < numberAt(starts, list + 1); at += 1) {
      const one = numberAt(items, at);
      asked[one] = isAsked && numberAt(wanted, one) === 0 ? numberAt(rarities, one) : 0;
    }
  }
}

const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** What the characters of a wording weigh together. */
function sumIn(
  { starts, items }: CharacterLists['wordings'],
  list: number,
  weights: Float64Array,
): number {
  let sum = 0;
  const stop = numberAt(starts, list + 1);
  for (let at = numberAt(starts, list); at < stop; at += 1)
    sum += numberAt(weights, numberAt(items, at));
  return sum;
}
