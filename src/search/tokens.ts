import type { Segmenter } from '../nlu/segmenter.ts';
import type { Sounds } from '../nlu/sounds.ts';

/** A text cut in the four ways that questions and entries are compared. */
export interface Cut {
  readonly words: readonly string[];
  readonly bigrams: readonly string[];
  readonly chars: readonly string[];
  /** How pairs of neighbours sound; none where no sounds are known. */
  readonly sounds: readonly string[];
}

const hasLetter = /[\p{L}\p{N}]/u;
const runs =
  /\p{Script=Han}|[[\p{L}\p{N}]--\p{Script=Han}](?:[[\p{L}\p{N}\p{M}.]--\p{Script=Han}]*[[\p{L}\p{N}\p{M}]--\p{Script=Han}])?/gv;

/** What shoppers put around their question; it says nothing about which question it is. */
const fillers =
  /你好呀?|您好|哈喽|请问一?下?|在吗|在不在|在不|麻烦(?:您|你|帮我)?|谢谢|亲+|我?想(?:要?问|咨询|了解|知道)(?:一?下)?|问一?下|咨询一?下|我想请教|帮我看一?下|订单号:?|商品id:?/gu;

/** The question without greetings and politeness; a message of nothing else stays as it is. */
export function withoutFillers(text: string): string {
  const rest = text.replace(fillers, ' ');
  return hasLetter.test(rest) ? rest : text;
}

/** Words that hold a letter or digit. */
export function wordsOf(text: string, segmenter: Segmenter): readonly string[] {
  return segmenter.cut(text).filter((word) => hasLetter.test(word));
}

/** Text in which each unit is a character of its own or parts two of them: most of what is typed. */
const plain = /^[\u4e00-\u9fff ，。？！、；：“”（）《》\n,.?!;:()"']*$/u;
const plainSign = /[^\u4e00-\u9fff]+/gu;

/** Single Chinese characters; a run of other letters and digits (a model, an order number) is one. */
export function charactersOf(text: string): readonly string[] {
  if (plain.test(text)) return text.replace(plainSign, '').split('');
  const found: string[] = [];
  for (const [run] of text.matchAll(runs)) found.push(run);
  return found;
}

/** Each character with the one after it. */
export function bigramsOf(characters: readonly string[]): readonly string[] {
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

/** How each pair of neighbours sounds: 退或 sounds like 退货. */
export function soundsOf(characters: readonly string[], sounds: Sounds): readonly string[] {
  return bigramsOf(characters.map((character) => `${sounds.get(character) ?? character} `));
}
