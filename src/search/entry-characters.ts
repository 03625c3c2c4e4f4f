import { numberAt } from './number-at.ts';

/** The characters of an entry: of each of its wordings, and of its answer. */
export interface EntryTexts {
  readonly wordings: readonly (readonly string[])[];
  readonly answer: readonly string[];
}

/**
 * Which characters the entries hold, as data that can be kept, in flat arrays: a hundred thousand entries would be half
 * a million sets.
 */
export interface CharacterLists {
  /** The number of each character. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly wordings: Lists;
  /** The wordings of entry p are `firsts[p] .. firsts[p + 1]`. */
  readonly firsts: Uint32Array;
  /** Of a whole entry. */
  readonly known: Lists;
  /** What each character counts in the coverage. */
  readonly rarities: Float64Array;
}

/** Lists of numbers, one after the other: list n is `items[starts[n]] .. items[starts[n + 1]]`. */
interface Lists {
  readonly starts: Uint32Array;
  readonly items: Uint32Array;
}

export interface EntryCharacters {
  /** The characters of a question; good until the next one is asked. */
  ask(characters: readonly string[]): AskedCharacters;
}

export interface AskedCharacters {
  /** The wording that shares most with the question (0: the first), and its Dice overlap: 0 nothing, 1 the same. */
  closestOf(place: number): { readonly wording: number; readonly overlap: number };
  /** Which part of the question the entry knows, the rare characters counting more: 0 to 1. */
  coverageOf(place: number): number;
}

/** `rarityOf`: what a character counts in the coverage. */
export function writeCharacters(
  entries: readonly EntryTexts[],
  rarityOf: (character: string) => number,
): CharacterLists {
  const numbers = new Map<string, number>();
  const number = (character: string): number => {
    const known = numbers.get(character) ?? numbers.size;
    numbers.set(character, known);
    return known;
  };
  const wordings = writeLists(
    entries.flatMap((entry) => entry.wordings.map((wording) => new Set(wording.map(number)))),
  );
  const firsts = runningSums(entries.map((entry) => entry.wordings.length));
  const known = writeLists(
    entries.map((entry) => new Set([...entry.wordings.flat(), ...entry.answer].map(number))),
  );
  const rarities = Float64Array.from(numbers.keys(), rarityOf);
  return { numbers, wordings, firsts, known, rarities };
}

/** `rarityOf` as in `writeCharacters`, for characters of a question that no entry holds. */
export function openCharacters(
  { numbers, wordings: wordingLists, firsts, known: knownLists, rarities }: CharacterLists,
  rarityOf: (character: string) => number,
): EntryCharacters {
  const wordings = openLists(wordingLists);
  const known = openLists(knownLists);
  /** 1 at the characters of the question. */
  const isAsked = new Uint8Array(numbers.size);
  let marked: readonly number[] = [];

  return {
    ask(characters) {
      for (const one of marked) isAsked[one] = 0;
      const asked = new Set(characters);
      marked = [...asked].flatMap((character) => numbers.get(character) ?? []);
      for (const one of marked) isAsked[one] = 1;
      let worth = 0;
      for (const character of asked) worth += rarityOf(character);
      return {
        closestOf(place) {
          const first = numberAt(firsts, place);
          let closest = { wording: 0, overlap: 0 };
          for (let list = first; list < numberAt(firsts, place + 1); list += 1) {
            const sizes = asked.size + wordings.sizeOf(list);
            const overlap = sizes === 0 ? 0 : (2 * wordings.countOf(list, isAsked)) / sizes;
            if (overlap > closest.overlap) closest = { wording: list - first, overlap };
          }
          return closest;
        },
        coverageOf(place) {
          if (worth === 0) return 0;
          return known.sumOf(place, isAsked, rarities) / worth;
        },
      };
    },
  };
}

function writeLists(lists: readonly ReadonlySet<number>[]): Lists {
  const starts = runningSums(lists.map((list) => list.size));
  const items = new Uint32Array(numberAt(starts, lists.length));
  let end = 0;
  for (const list of lists) {
    items.set([...list], end);
    end += list.size;
  }
  return { starts, items };
}

function openLists({ starts, items }: Lists) {
  return {
    sizeOf: (list: number) => numberAt(starts, list + 1) - numberAt(starts, list),
    /** How many items of a list are marked with 1; the others are marked with 0. */
    countOf(list: number, marks: Uint8Array): number {
      let count = 0;
      const stop = starts[list + 1] ?? 0;
      for (let place = starts[list] ?? 0; place < stop; place += 1)
        count += marks[items[place] ?? 0] ?? 0;
      return count;
    },
    /** What the marked items of a list weigh together. */
    sumOf(list: number, marks: Uint8Array, weights: Float64Array): number {
      let sum = 0;
      const stop = starts[list + 1] ?? 0;
      for (let place = starts[list] ?? 0; place < stop; place += 1) {
        const item = items[place] ?? 0;
        if (marks[item] === 1) sum += weights[item] ?? 0;
      }
      return sum;
    },
  };
}

/** 0, a, a + b, a + b + c … */
function runningSums(sizes: readonly number[]): Uint32Array {
  const sums = new Uint32Array(sizes.length + 1);
  for (const [place, size] of sizes.entries()) sums[place + 1] = numberAt(sums, place) + size;
  return sums;
}
