import { longestUtterance, simplify } from './normalise.ts';

/**
 * An utterance spelled as patterns expect it (half width, lower case, simplified, no space beside a digit or between
 * spaced-out characters), in which each character knows what it was typed as.
 */
export interface AlignedText {
  readonly original: string;
  readonly text: string;
  /** For each UTF-16 unit of `text`, where in `original` its character begins. */
  readonly starts: readonly number[];
  /** Likewise, where it ends. */
  readonly ends: readonly number[];
}

export interface TypedSpan {
  /** `original.slice(start, end)` */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Spells an utterance for matching; what lies beyond the longest utterance is left out. */
export function alignText(original: string): AlignedText {
  const letters = spelled(original.slice(0, longestUtterance));
  const text = letters.map(({ unit }) => unit).join('');
  const needless = new Set(text.includes(' ') ? needlessSpaces(text) : []);
  const kept = letters.filter((_letter, place) => !needless.has(place));
  return {
    original,
    text: needless.size === 0 ? text : kept.map(({ unit }) => unit).join(''),
    starts: kept.map(({ start }) => start),
    ends: kept.map(({ end }) => end),
  };
}

/** What was typed where `text.slice(start, end)` stands; the span must not be empty. */
export function typedSpan({ original, starts, ends }: AlignedText, start: number, end: number) {
  const from = starts[start] ?? original.length;
  const to = ends[end - 1] ?? from;
  return { text: original.slice(from, to), start: from, end: to } satisfies TypedSpan;
}

interface Letter {
  /** One UTF-16 unit. */
  readonly unit: string;
  readonly start: number;
  readonly end: number;
}

const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u{fffd}]/gu;
const blank = /[\s\p{Cc}\p{Z}]+/gu;

/** Spellings of single UTF-16 units: at most 65,536, and of those what shoppers type. */
const spellings = new Map<string, string>();

/** A character and the marks set upon it are spelled together: taken alone, a mark would lose its letter. */
function spelled(typed: string): readonly Letter[] {
  const letters: Letter[] = [];
  for (const { 0: character, index: start } of typed.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const spelling = spellingOf(character);
    const end = start + character.length;
    for (let place = 0; place < spelling.length; place += 1)
      letters.push({ unit: spelling.charAt(place), start, end });
  }
  return letters;
}

function spellingOf(character: string): string {
  const known = spellings.get(character);
  if (known !== undefined) return known;
  const unified = character.toWellFormed().normalize('NFKC').toLowerCase();
  const spelling = simplify(unified).replace(unseen, '').replace(blank, ' ');
  if (character.length === 1) spellings.set(character, spelling);
  return spelling;
}

/**
 * A space says nothing between a digit and a character (3 天, 买了 3 件), nor after a character that stands alone
 * (上 周 三). Between two numbers it keeps them apart (九十九块八 1.2万).
 */
const spacedOut =
  /(?<=(?![零〇一二两三四五六七八九十百千万])\p{Script=Han}) +(?=\d)|(?<=\d) +(?=(?![零〇一二两三四五六七八九十百千万])\p{Script=Han})|(?<=(?:^|[^\p{L}\p{N}])\p{Script=Han}) +(?=\p{Script=Han})/gu;

function needlessSpaces(text: string): readonly number[] {
  return [...text.matchAll(spacedOut)].flatMap(({ 0: stretch, index }) =>
    [...stretch.matchAll(/ /g)].map((space) => index + space.index),
  );
}
