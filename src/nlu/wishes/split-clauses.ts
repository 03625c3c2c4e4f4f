/** A part of an utterance between two marks, and how it is joined to what comes before. */
export interface Clause {
  /** As it was typed, without the mark behind it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** 顺便, 另外, 还有: says itself that something else begins. */
  readonly isApart: boolean;
}

const marks = /[。！？!?；;，,、~～…\s\n]+/gu;

/** Words that begin something else; 还有多久 and 还有货吗 ask on, and 对了吗 asks too. */
const beginning =
  '(?:(?:然后|然後|嗯|哦|噢|啊|那个|那個)?(?:顺便|順便|顺带|順帶|另外|此外|再就是|还有就是|還有就是|还有一?(?:个|件)?事|以及|对了(?![吗么嘛])|對了(?![嗎麼嘛])|(?:还|還)有(?!多|几|幾|没|沒|货|貨|什么|什麼|哪|吗|嗎|啥|的|一[天个個小]|[\\d两兩三四五六七八九十]|救|效|用|机会|可能|库存|优惠|名额)))';
const apart = new RegExp(`^${beginning}|^(?:再|也|还|還)(?:帮|幫|给|給|问|問|查|想问|想問)`, 'u');
const inside = new RegExp(`(?<!^|[没沒会會都只])(?=${beginning})`, 'gu');

/** 顺便问下发票怎么开 → 问下发票怎么开. */
export const withoutBeginning = (text: string) => text.replace(opening, '');
const opening = new RegExp(`^${beginning}+`, 'u');

/** The clauses of an utterance; a word that begins something else opens one of its own where no mark stands. */
export function splitClauses(original: string): readonly Clause[] {
  const ends = [...original.matchAll(marks)].map(({ index, 0: mark }) => ({
    at: index,
    next: index + mark.length,
  }));
  const begins = [...original.matchAll(inside)].map(({ index }) => ({ at: index, next: index }));
  const cuts = [...ends, ...begins, { at: original.length, next: original.length }];
  const clauses: Clause[] = [];
  let start = 0;
  for (const { at, next } of cuts.toSorted((a, b) => a.at - b.at)) {
    const text = original.slice(start, at);
    if (/[\p{L}\p{N}]/u.test(text))
      clauses.push({ text, start, end: at, isApart: clauses.length > 0 && apart.test(text) });
    start = Math.max(start, next);
  }
  return clauses;
}
