import type { Finding } from './finding.ts';

/** Shorter ones say nothing of their own: 手机. */
const shortestName = 3;
/** Titles are lists of words: 【官方】VIVO X200 Pro 16+512. */
const wordBorder = /[\s【】()（）[\]、，,。；;|｜/]+/u;
/** Said in place of each character of a name; no rule knows it. */
const placeholder = '货';

/**
 * A reply in which what the order calls its goods is a word to nobody, each character in its place: a title may hold a
 * number like a telephone's, or a brand like a program's. A name in which `isFoul` finds something is not excused.
 */
export function withoutNames(
  text: string,
  names: readonly string[],
  isFoul: (name: string) => boolean,
): string {
  const isSaid = (part: string) => part.length >= shortestName && text.includes(part);
  const partsOf = (name: string) => [name, ...name.split(wordBorder)];
  const said = names.filter((name) => partsOf(name).some(isSaid) && !isFoul(name));
  return [...new Set(said.flatMap(partsOf).filter(isSaid))]
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, part) => rest.replaceAll(part, placeholder.repeat(part.length)), text);
}

/** What was found, in the words in which it was written. */
export function inWordsOf(text: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, text: text.slice(finding.start, finding.end) }));
}
