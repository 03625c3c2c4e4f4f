import { simplify } from '../../nlu/normalise.ts';

/** How many utterances are so. */
export interface Share {
  readonly name: string;
  readonly count: number;
}

/** Upper ends, in characters. */
const lengthEnds = [6, 12, 18, 30, 45, 80, 300];

/** How long utterances are. */
export function lengthsOf(texts: readonly string[]): readonly Share[] {
  const lengths = texts.map((text) => [...text].length);
  return lengthEnds.map((end, at) => {
    const start = (lengthEnds[at - 1] ?? 0) + 1;
    return {
      name: `${start}–${end}`,
      count: lengths.filter((length) => length >= start && length <= end).length,
    };
  });
}

/** What can be told of the manner from the letters alone. The words of dialects are those that give themselves away. */
const manners = {
  'no punctuation': (text) => !/\p{P}/u.test(text),
  'a question mark': (text) => /[?？]/u.test(text),
  'an exclamation mark': (text) => /[!！]/u.test(text),
  'three clauses and more': (text) =>
    text.split(/[\s，,。.；;！!？?]+/u).filter(Boolean).length > 2,
  'a number': (text) => /\d/u.test(text),
  'Latin letters': (text) => /[a-z]/iu.test(text),
  'an emoji': (text) => /\p{Extended_Pictographic}/u.test(text),
  'traditional characters': (text) => simplify(text) !== text,
  'words of a dialect': (text) =>
    /咋|啥|俺|咯|噻|嘞|唔|冇|嘅|咩|侬|晓得|没得|莫得|点样|瞅|忒|恁|哪个晓|一哈|嗷|系咪|佢/u.test(
      text,
    ),
  'a pasted card or a placeholder': (text) =>
    /\[.+?\]|(订单|商品|運單|运单).{0,3}[:：#]/u.test(text),
} as const satisfies Readonly<Record<string, (text: string) => boolean>>;

/** In what manner utterances are written; one may be counted several times. */
export function mannersOf(texts: readonly string[]): readonly Share[] {
  return Object.entries(manners).map(([name, isSo]) => ({
    name,
    count: texts.filter((text) => isSo(text)).length,
  }));
}
