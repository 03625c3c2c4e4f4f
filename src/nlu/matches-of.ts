/** All matches of a global pattern. Most texts hold none of most patterns, and looking once costs far less than `matchAll`. */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  return text.search(pattern) < 0 ? [] : [...text.matchAll(pattern)];
}
