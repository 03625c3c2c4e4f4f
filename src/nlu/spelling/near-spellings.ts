import type { Sounds } from '../sounds.ts';
import { stringDistances } from './string-distances.ts';
import { createTermsBySound, shortestWithSlip, type TermsBySound } from './terms-by-sound.ts';

/** A stretch of a text that nearly spells a term, and what tells so. */
export interface NearSpelling {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  readonly meant: string;
  /** Characters lost, added, changed or swapped (Damerau-Levenshtein). */
  readonly slips: number;
  /** How alike both sound (Jaro-Winkler over their syllables): 1 is the same. */
  readonly likeness: number;
}

export interface Spelling {
  /** What may have been meant. */
  readonly terms: readonly string[];
  readonly sounds: Sounds;
  /** How often two characters are written side by side: what is written is no slip. */
  readonly countOf: (pair: string) => number;
}

type Measured = Omit<NearSpelling, 'start' | 'end'>;

/** Finds what nearly spells a term, in the order of the text; no two of them overlap. */
export type FindNearSpellings = (text: string) => readonly NearSpelling[];

/** What sounds alike and says the opposite is no slip of the other: 买家, 卖家. */
const opposites = new Set(['买卖', '卖买']);

/**
 * A pair that some write counts as a slip where so many times as many write what was meant: entries know slips
 * themselves. At 4, 买家 and 直营 were among them; at 20, 价宝 was not.
 */
const rarer = 8;

/** With one character too many or too few, where that leaves something to go by. */
const shortestOtherLength = 5;
/** 七天无由退货 and 七天无理由退货 have 0.94; 期算 and 期限, 0.87, are two words. */
const leastLikeness = 0.9;

/** So much of a text is looked at; what is longer says enough beside its slips, and must not take its time. */
const mostCharacters = 200;

const hanRuns = /\p{Script=Han}{2,}/gu;

/**
 * A stretch counts as a slip where nobody writes the characters side by side that the term would part, where the term
 * would part none that somebody writes, and where it sounds the same (退或, 运废险) or, of four characters and more,
 * nearly so and begins and ends alike (七天无由退货). What is spelt rightly is hardly ever near by all of that.
 */
export function createFindNearSpellings({ terms, sounds, countOf }: Spelling): FindNearSpellings {
  const known = createTermsBySound(terms, sounds);

  function nearest(run: string, start: number, end: number): NearSpelling | null {
    const typed = run.slice(start, end);
    if (known.has(typed)) return null;
    const near = [...known.near(typed)].flatMap((meant) => measured(typed, meant) ?? []);
    const fitting = near.filter((one) => !breaks(run, start, one));
    const [best] = fitting.toSorted((a, b) => b.likeness - a.likeness || a.slips - b.slips);
    return best === undefined ? null : { start, end, ...best };
  }

  /** `null` where `meant` is too far from what was typed. */
  function measured(typed: string, meant: string): Measured | null {
    if (typed.includes(meant) || meant.includes(typed)) return null;
    const { DamerauLevenshteinDistance, JaroWinklerDistance } = stringDistances();
    const likeness = JaroWinklerDistance(known.soundOf(typed), known.soundOf(meant));
    const soundsSame = likeness === 1 && typed.length === meant.length;
    const slips = DamerauLevenshteinDistance(typed, meant);
    const isNear = soundsSame
      ? slips < meant.length && !isOpposite(typed, meant)
      : slips === 1 && likeness >= leastLikeness && isFramedAlike(typed, meant);
    return isNear && isUnwritten(typed, meant, soundsSame)
      ? { typed, meant, slips, likeness }
      : null;
  }

  /** Whether nobody writes what the slip put side by side, or where it sounds the same, hardly anybody. */
  function isUnwritten(typed: string, meant: string, soundsSame: boolean): boolean {
    return pairsOf(typed).every((pair, at) => {
      const count = meant.includes(pair) ? 0 : countOf(pair);
      return count === 0 || (soundsSame && countOf(meant.slice(at, at + 2)) >= count * rarer);
    });
  }

  /** Whether it would part what is written side by side, from what stands before or behind it. */
  function breaks(run: string, start: number, { typed, meant }: Measured): boolean {
    const before = run.slice(0, start).slice(-1);
    const after = run.slice(start + typed.length).slice(0, 1);
    const parts = (was: string, is: string) =>
      was !== is && was.length === 2 && countOf(was) > 0 && countOf(is) === 0;
    return (
      parts(before + typed.slice(0, 1), before + meant.slice(0, 1)) ||
      parts(typed.slice(-1) + after, meant.slice(-1) + after)
    );
  }

  return (text) => {
    const found: NearSpelling[] = [];
    for (const { 0: run, index } of text.slice(0, mostCharacters).matchAll(hanRuns))
      for (const [start, end] of stretchesOf(run, known)) {
        const near = nearest(run, start, end);
        if (near) found.push({ ...near, start: index + start, end: index + end });
      }
    return withoutOverlaps(found);
  };
}

/** All stretches of two characters and more that may be near a term. */
function stretchesOf(run: string, terms: TermsBySound): readonly (readonly [number, number])[] {
  const stretches: [number, number][] = [];
  for (let start = 0; start + 2 <= run.length; start += 1) {
    if (!terms.mayBegin(run.slice(start, start + 3))) continue;
    const stop = Math.min(run.length, start + terms.longest + 1);
    for (let end = start + 2; end <= stop; end += 1) stretches.push([start, end]);
  }
  return stretches;
}

/** Longer terms first, then what sounds more alike. */
function withoutOverlaps(found: readonly NearSpelling[]): readonly NearSpelling[] {
  const chosen: NearSpelling[] = [];
  const best = (a: NearSpelling, b: NearSpelling) =>
    b.meant.length - a.meant.length || b.likeness - a.likeness || a.slips - b.slips;
  for (const one of found.toSorted(best))
    if (chosen.every(({ start, end }) => one.end <= start || end <= one.start)) chosen.push(one);
  return chosen.toSorted((a, b) => a.start - b.start);
}

function isOpposite(typed: string, meant: string): boolean {
  return Array.from(typed).some((one, at) => opposites.has(`${one}${meant[at]}`));
}

function isFramedAlike(typed: string, meant: string): boolean {
  const least = typed.length === meant.length ? shortestWithSlip : shortestOtherLength;
  return meant.length >= least && typed[0] === meant[0] && typed.at(-1) === meant.at(-1);
}

function pairsOf(text: string): readonly string[] {
  return Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2));
}
