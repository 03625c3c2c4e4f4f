import type { Sounds } from '../sounds.ts';

/** Terms that may have been meant by what was typed. */
export interface TermsBySound {
  /** Characters of the longest term. */
  readonly longest: number;
  has(text: string): boolean;
  /** Whether anything that begins with these characters, the first three of it, can be near a term: most cannot. */
  mayBegin(three: string): boolean;
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
  /** The first two syllables of each key. */
  const beginnings = new Set<string>();
  for (const term of terms)
    for (const syllables of withoutEach(syllablesOf(term))) {
      const key = syllables.join(' ');
      byKey.set(key, [...(byKey.get(key) ?? []), term]);
      beginnings.add(syllables.slice(0, 2).join(' '));
    }

  function syllablesOf(text: string): readonly string[] {
    return Array.from(text, (character) => sounds.get(character) ?? character);
  }

  function mayBegin(three: string): boolean {
    const [first, second, third] = syllablesOf(three);
    if (beginnings.has(`${first} ${second}`)) return true;
    return beginnings.has(`${first} ${third}`) || beginnings.has(`${second} ${third}`);
  }

  function near(typed: string): ReadonlySet<string> {
    const left = withoutEach(syllablesOf(typed));
    return new Set(left.flatMap((syllables) => byKey.get(syllables.join(' ')) ?? []));
  }

  return {
    longest: Math.max(0, ...[...terms].map((term) => term.length)),
    has: (text) => terms.has(text),
    mayBegin,
    near,
    soundOf: (text) => syllablesOf(text).join(''),
  };
}

/** All syllables, and of a longer text also all but one of them. */
function withoutEach(syllables: readonly string[]): readonly (readonly string[])[] {
  if (syllables.length < shortestWithSlip) return [syllables];
  return [syllables, ...syllables.map((_, at) => syllables.toSpliced(at, 1))];
}
