import type { AlignedText } from '../../../nlu/aligned-text.ts';
import type { Finding } from '../finding.ts';
import type { GuardRules } from '../read-guard.ts';

/** A reply, and what all the rules find in it. */
export interface SeenReply {
  readonly text: string;
  readonly found: readonly Finding[];
}

/** Where replies of one kind end, in characters: 好的 is judged by less than a paragraph. */
const lengthBorders = [6, 12, 24, 48];

/** What the rules see in a reply: what they find, which excuses stand in it, how long it is. */
export function cuesOf(
  { text, found }: SeenReply,
  meant: AlignedText,
  guard: GuardRules,
): readonly string[] {
  const excuses = [...guard.excuses].flatMap(([name, { before, near }]) => [
    ...(occurs(before, meant.text) ? [`before:${name}`] : []),
    ...(occurs(near, meant.text) ? [`near:${name}`] : []),
  ]);
  const length = lengthBorders.filter((border) => meant.text.length - 2 >= border).length;
  return [
    ...new Set([
      ...found.map(({ rule }) => `found:${rule}`),
      found.length > 0 ? 'found' : 'clean',
      ...excuses,
      `length:${length}`,
      ...(/[?？]/.test(text) ? ['asks'] : []),
      ...(/[吗呢]/.test(text) ? ['wonders'] : []),
    ]),
  ].map((name) => `r${name}`);
}

function occurs(pattern: RegExp | null, text: string): boolean {
  return pattern !== null && text.search(pattern) >= 0;
}
