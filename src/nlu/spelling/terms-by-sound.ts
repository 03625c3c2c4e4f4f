import type { Sounds } from '../sounds.ts';

/** Terms that may have been meant by what was typed. */
export interface TermsBySound {
  /** Characters of the longest term. */
  readonly longest: number;
  has(text: string): boolean;
  /** The terms that sound like `typed`, or would with one character lost, added, changed or swapped. */
  near(typed: string): ReadonlySet<string>;
  soundOf(text: string): string;
}

/** Shorter texts are found by the same sound only: without one of three characters too little is left. */
export const shortestWithSlip = 4;

const hanWord = /^\p{Script=Han}{2,}$/u;

/**
 * Each term lies under its syllables, and a longer one also under its syllables without one of them, as in Garbe's
 * SymSpell: two texts that one slip parts meet under what both still have.
 *
 *     七天无理由     qi tian wu li you          typed 七天无由     qi tian wu you
 *                    tian wu li you                                …
 *                    qi tian wu you      ←—————————————————————————┘
 */
export function createTermsBySound(words: readonly string[], sounds: Sounds): TermsBySound {
  const terms = new Set(words.filter((word) => hanWord.test(word)));
  const byKey = new Map<string, string[]>();
  for (const term of terms)
    for (const key of keysOf(term)) byKey.set(key, [...(byKey.get(key) ?? []), term]);

  function syllablesOf(text: string): readonly string[] {
    return Array.from(text, (character) => sounds.get(character) ?? character);
  }

  function keysOf(text: string): ReadonlySet<string> {
    const syllables = syllablesOf(text);
    const lessened = text.length < shortestWithSlip ? [] : syllables;
    return new Set([
      syllables.join(' '),
      ...lessened.map((_, at) => syllables.toSpliced(at, 1).join(' ')),
    ]);
  }

  return {
    longest: Math.max(0, ...[...terms].map((term) => term.length)),
    has: (text) => terms.has(text),
    near: (typed) => new Set([...keysOf(typed)].flatMap((key) => byKey.get(key) ?? [])),
    soundOf: (text) => syllablesOf(text).join(''),
  };
}
