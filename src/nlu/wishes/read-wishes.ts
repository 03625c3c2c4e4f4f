import type { Intent } from '../intents.ts';
import type { Classified, Span, Wish } from '../interpretation.ts';
import { asksForSomething } from './asks-for.ts';
import { areOneMatter, isNoWish, isSideQuestion } from './one-matter.ts';
import { type Clause, splitClauses, withoutBeginning } from './split-clauses.ts';

/** What a part of the utterance is about. */
export type Judge = (part: Span) => Classified;

export interface WishBounds {
  /** From here on what is said apart (顺便, 另外, 还有) is a wish of its own. */
  readonly apart: number;
  /** From here on a clause is one that only a mark parts from another. */
  readonly marked: number;
}

/**
 * By `npm run bench:wishes`, on utterances that the model had not seen: of 100 random pairs said apart both are heard
 * in 43 (the others are hard lines, or one matter), and of those heard one in ten has a wrong intent; with a mere mark
 * between 4 are. Of 1,000 single lines 4 are taken for two, and some of these do hold two.
 */
const wishBounds: WishBounds = { apart: 0.7, marked: 0.9 };
/** From here on a section is a wish that only tells (快递丢了). */
const plainlyTold = 0.9;

/** Who writes more clauses tells a story, whose wishes are hard to tell apart. */
const mostClauses = 12;

/**
 * What is wanted in an utterance that holds more than one wish, in the order it was said; empty where it holds one, or
 * where it is not sure that it holds more. A reason (鞋子坏了，我要退) is no wish, nor is what would be done otherwise
 * (再不发货我就投诉, 不退就换).
 */
export function readWishes(
  original: string,
  judge: Judge,
  bounds: WishBounds = wishBounds,
): readonly Wish[] {
  const clauses = splitClauses(original);
  if (clauses.length < 2 || clauses.length > mostClauses) return [];
  const heads: Head[] = [];
  for (const section of sectionsOf(clauses))
    for (const head of headsOf(section, { judge, bounds, original })) {
      const isNew = heads.every(
        (before) => !areOneMatter(before.intent, head.intent, head.isApart),
      );
      if (isNew) heads.push(head);
    }
  return heads.length < 2 ? [] : withWords(original, heads);
}

interface Head extends Span {
  readonly intent: Intent;
  readonly confidence: number;
  readonly isApart: boolean;
}

/** Clauses up to the next that says it is something else. */
function sectionsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  return clauses.reduce<Clause[][]>((sections, clause) => {
    const section = sections.at(-1);
    if (section === undefined || clause.isApart) sections.push([clause]);
    else section.push(clause);
    return sections;
  }, []);
}

interface Reading {
  readonly judge: Judge;
  readonly bounds: WishBounds;
  readonly original: string;
}

function headsOf(section: readonly Clause[], reading: Reading): readonly Head[] {
  const [first] = section;
  const last = section.at(-1);
  if (first === undefined || last === undefined) return [];
  const marked = markedWishes(section, reading);
  if (marked.length > 1) return marked;
  const { judge, bounds } = reading;
  const { intent, confidence } = judge({ start: first.start, end: last.end });
  const isSaid = confidence >= plainlyTold || section.some(({ text }) => asksForSomething(text));
  if (isNoWish(intent) || confidence < bounds.apart || !isSaid) return [];
  return [{ intent, confidence, isApart: first.isApart, start: first.start, end: last.end }];
}

/** One thing or the other, and what follows if nothing is done. */
const weighs =
  /还是(?=退|换|修|要|直接|先|给)|還是|或者|或是|要么|要不|不然|否则|不行(?:就|的话)|再不|如果|要是|的话|[退换修赔]不[了成]|不.{1,6}(?:我)?就|就(?:去)?(?:投诉|举报|起诉|12315)/u;

/** Wishes that nothing but a mark parts: each must ask, for sure, and be of another matter. */
function markedWishes(section: readonly Clause[], { judge, bounds, original }: Reading) {
  const asking = section.filter(({ text }) => asksForSomething(text));
  const words = original.slice(section[0]?.start, section.at(-1)?.end);
  if (asking.length < 2 || weighs.test(words)) return [];
  const heads: Head[] = [];
  for (const { start, end, isApart } of asking) {
    const { intent, confidence } = judge({ start, end });
    if (isNoWish(intent) || isSideQuestion(intent) || confidence < bounds.marked) continue;
    if (heads.every((before) => !areOneMatter(before.intent, intent, false)))
      heads.push({ intent, confidence, isApart, start, end });
  }
  return heads;
}

/** Each wish with all that is said up to the next. */
function withWords(original: string, heads: readonly Head[]): readonly Wish[] {
  return heads.map(({ intent, confidence, ...head }, at) => {
    const start = at === 0 ? 0 : head.start;
    const end = heads[at + 1]?.start ?? original.length;
    const words = original.slice(start, end).replace(/^[\p{P}\s]+|[。，,、；;\s]+$/gu, '');
    return { intent, confidence, text: withoutBeginning(words), start, end };
  });
}
