import type { Segmenter } from './segmenter.ts';

/**
 * A segmenter that keeps the shop's own words whole. They lie on top of the dictionary instead of in it: a new
 * revision needs no second dictionary in memory, and an old revision's words never linger.
 */
export function withUserWords(segmenter: Segmenter, words: readonly string[]): Segmenter {
  if (words.length === 0) return segmenter;
  // Longest first, so that 退货运费险 wins over 运费险.
  const alternatives = words.toSorted((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(${alternatives.join('|')})`, 'u');
  return {
    name: segmenter.name,
    cut: (text) =>
      text
        .split(pattern)
        .flatMap((part, at) =>
          at % 2 === 1 ? withParts(segmenter, part) : cutGap(segmenter, part),
        ),
  };
}

function cutGap(segmenter: Segmenter, gap: string): readonly string[] {
  return gap === '' ? [] : segmenter.cut(gap);
}

/** A user word with the words inside it, as the dictionary's own long words come. */
function withParts(segmenter: Segmenter, word: string): readonly string[] {
  return [...segmenter.cut(word).filter((part) => part !== word && part.length > 1), word];
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
