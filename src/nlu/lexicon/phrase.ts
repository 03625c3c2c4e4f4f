import { alignText } from '../aligned-text.ts';

/** Characters that a gap may swallow: enough for 尺码…大了, and never past a punctuation mark. */
const gap = '[^,.;!?:~\\n ]{0,6}';
const mostGaps = 3;

/**
 * The pattern of a phrase as operators write it: `(甲|乙)` is one of both, `丙?` and `(丙)?` may be missing, `…` stands
 * for up to six characters. `null` where it cannot be read, or would match nothing at all.
 */
export function phrasePattern(phrase: string): string | null {
  const parts = phrase.split('…');
  if (parts.length - 1 > mostGaps || parts.some((part) => part === '')) return null;
  const pattern = parts.map((part) => escaped(alignText(part).text)).join(gap);
  if (!isBalanced(pattern) || /[(|][?|)]|\?\?/u.test(alignText(parts.join('')).text)) return null;
  return isPattern(pattern) && !new RegExp(`^(?:${pattern})$`, 'u').test('') ? pattern : null;
}

/** One pattern out of several, tried in the order of their length. */
export function anyPhrase(patterns: readonly string[]): string | null {
  if (patterns.length === 0) return null;
  const byLength = patterns.toSorted((a, b) => literalLength(b) - literalLength(a));
  return byLength.map((pattern) => `(?:${pattern})`).join('|');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+[\]{}/]/g, '\\$&').replaceAll('(', '(?:');
}

/** A word as a pattern that matches it and nothing else. */
export function wordPattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function isBalanced(pattern: string): boolean {
  let depth = 0;
  for (const sign of pattern) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function literalLength(pattern: string): number {
  return pattern.replaceAll(gap, '').replace(/[()|?:]/g, '').length;
}
