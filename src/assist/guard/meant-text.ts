import { type AlignedText, alignText } from '../../nlu/aligned-text.ts';

/** A way of writing, and the word that it stands for. */
export interface Spellings {
  /** Finds every known spelling. */
  readonly pattern: RegExp;
  readonly wordOf: ReadonlyMap<string, string>;
}

/** What decorates a word to hide it, and says nothing: 加_微*信. */
const decoration =
  /[\s_*·•・^|`"'°¯→←▪★☆♪—–¨´⋅˙⋯‥\\/-]|\u20e3|(?<=[\p{Script=Han}a-z])\.(?=[\p{Script=Han}a-z])/gu;

/**
 * A message as it is meant: without what stands between the characters of a word, each disguised word as the word it
 * stands for. It begins and ends with a full stop, so that a pattern can ask for the edge of a sentence.
 */
export function meantText(aligned: AlignedText, { pattern, wordOf }: Spellings): AlignedText {
  const close = closedUp(aligned);
  const parts: Letters[] = [edge(0)];
  let place = 0;
  for (const { 0: spelling, index } of close.text.matchAll(pattern)) {
    const word = wordOf.get(spelling) ?? spelling;
    const end = index + spelling.length;
    parts.push(lettersOf(close, place, index), insteadOf(close, { start: index, end, word }));
    place = end;
  }
  parts.push(lettersOf(close, place, close.text.length), edge(aligned.original.length));
  return {
    original: aligned.original,
    text: parts
      .map(({ text }) => text)
      .join('')
      .replaceAll('。', '.'),
    starts: parts.flatMap(({ starts }) => starts),
    ends: parts.flatMap(({ ends }) => ends),
  };
}

type Letters = Pick<AlignedText, 'text' | 'starts' | 'ends'>;

/** Without decoration. */
function closedUp(aligned: AlignedText): AlignedText {
  const dropped = new Set([...aligned.text.matchAll(decoration)].map(({ index }) => index));
  if (dropped.size === 0) return aligned;
  const isKept = (_unit: unknown, place: number) => !dropped.has(place);
  return {
    original: aligned.original,
    text: aligned.text.replace(decoration, ''),
    starts: aligned.starts.filter(isKept),
    ends: aligned.ends.filter(isKept),
  };
}

/** How a word is written in a text that is closed up. */
export function closedWord(word: string): string {
  return closedUp(alignText(word)).text;
}

const edge = (place: number): Letters => ({ text: '.', starts: [place], ends: [place] });

function lettersOf({ text, starts, ends }: AlignedText, from: number, to: number): Letters {
  return { text: text.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) };
}

/** Each character of the word was typed as the whole spelling. */
function insteadOf(
  { starts, ends }: AlignedText,
  { start, end, word }: { readonly start: number; readonly end: number; readonly word: string },
): Letters {
  const units = word.split('');
  return {
    text: word,
    starts: units.map(() => starts[start] ?? 0),
    ends: units.map(() => ends[end - 1] ?? 0),
  };
}
