import { createSimplify } from './simplified.ts';

/** An utterance in the one spelling that rules, search and models are written for. */
export interface Normalised {
  readonly text: string;
  /** As it was typed. */
  readonly original: string;
}

/** Longer utterances are cut. The channel takes no more either, so that a wish for a person at the very end is heard. */
export const longestUtterance = 4000;

/** One table for all who need it: it takes some megabytes. */
export const simplify = createSimplify();

/** A turn looks at the same words in several places. */
const rememberedTexts = 8;
const remembered = new Map<string, Normalised>();

/**
 * NFKC (full width becomes half width), lower case, simplified characters; what cannot be seen is removed; a mark or
 * a Chinese character repeated for emphasis is shortened; single characters that were spaced out (人 工) are joined.
 * Normalising twice changes nothing more.
 */
export function normalise(original: string): Normalised {
  const known = remembered.get(original);
  if (known !== undefined) return known;
  if (remembered.size === rememberedTexts) remembered.clear();
  const normalised = normaliseAnew(original);
  remembered.set(original, normalised);
  return normalised;
}

function normaliseAnew(original: string): Normalised {
  const capped =
    original.length > longestUtterance ? original.slice(0, longestUtterance) : original;
  const text = simplify(capped.toWellFormed().normalize('NFKC').toLowerCase())
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\u{fffd}]/gu, '')
    .replace(/[\s\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/([\p{P}\p{S}])\1+/gu, '$1')
    .replace(/(\p{Script=Han})\1{2,}/gu, '$1$1')
    .trim();
  return { text: joinSpacedOut(text).normalize('NFC'), original };
}

/** 转 人 工 → 转人工; a space between words of two characters and more is a pause and stays. */
function joinSpacedOut(text: string): string {
  return text.replace(
    /(?<![^\s\p{P}])\p{Script=Han}(?: \p{Script=Han})+(?![^\s\p{P}])/gu,
    (spaced) => spaced.replaceAll(' ', ''),
  );
}
