import { phrasePattern } from '../../nlu/lexicon/phrase.ts';

/** What stands for signs that no list could name, under a character that nobody types. */
const signs: Readonly<Record<string, readonly [mark: string, pattern: string]>> = {
  账号: ['\ue000', '[a-z0-9零〇一二三四五六七八九]{5,}'],
  长数字: ['\ue001', '[0-9零〇一二三四五六七八九]{5,}'],
  数字: ['\ue002', '[0-9零〇一二两三四五六七八九十百千]+'],
};

/** `……`: anything in the same sentence, as far as people keep a thought. */
const farGap = ['\ue003', '[^.;!?\\n]{0,20}'] as const;

/** The pattern of a phrase in which `{name}` is any of a list of words; `null` where it cannot be read. */
export function guardPattern(
  phrase: string,
  words: Readonly<Record<string, readonly string[]>>,
): string | null {
  const names = [...phrase.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  if (names.some((name) => signs[name] === undefined && words[name] === undefined)) return null;
  const spelledOut = phrase
    .replaceAll('……', farGap[0])
    .replace(
      /\{([^{}]*)\}/g,
      (_whole, name: string) => signs[name]?.[0] ?? `(${(words[name] ?? []).join('|')})`,
    );
  const pattern = phrasePattern(spelledOut);
  if (pattern === null) return null;
  // A single letter is a disguise where it stands alone: the v of vivo hides nothing.
  const alone = pattern.replace(/(?<=[(|:])([vqw])(?=[)|])/g, '(?<![a-z])$1(?!-?[a-z])');
  return [...Object.values(signs), farGap].reduce(
    (read, [mark, sign]) => read.replaceAll(mark, sign),
    alone,
  );
}
