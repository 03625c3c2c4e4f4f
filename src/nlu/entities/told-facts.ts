import type { Lexicon, YesNo } from '../lexicon/lexicon.ts';
import { matchesOf } from '../matches-of.ts';
import type { Find, Found } from './candidate.ts';

type Made = { readonly [Type in Found['type'] & string]: Extract<Found, { type: Type }> };

/** Why, whether opened and whether used, where the words say so. */
export function createFindToldFacts({ reasons, notReasons, opened, used }: Lexicon): Find {
  const finders = [
    ...[...reasons].map(([reason, pattern]) =>
      finder(
        pattern,
        (span) => ({ type: 'reason', value: reason, ...span }) satisfies Made['reason'],
        deniedBefore,
      ),
    ),
    finder(notReasons, nothing),
    ...yesNoFinders(opened, (value) => (span) => ({ type: 'packaging_opened', value, ...span })),
    ...yesNoFinders(used, (value) => (span) => ({ type: 'used', value, ...span })),
  ];
  return ({ text }) => finders.flatMap((find) => find(text));
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly certainty: 'told';
}

type Make = (span: Place) => Found;

const nothing: Make = (span) => ({ type: null, ...span });

/** 没有坏, 不是假货: what is denied is no reason. 是不是坏了 denies nothing. */
const deniedBefore =
  /(?:没有?|(?<!是)不是|并非|未|(?<!七天|七日|7天|7日)无|不算|不存在|不至于|别说)(?:什么|任何|发现|出现|一点儿?|有|过|啥|明显|因为|质量上?|产生|收到|大的?|看到|存在){0,2}$/u;
const deniedReach = 8;

function finder(
  pattern: string | null,
  make: Make,
  denied: RegExp | null = null,
): (text: string) => readonly Found[] {
  if (pattern === null) return () => [];
  const whole = new RegExp(pattern, 'gu');
  return (text) =>
    matchesOf(text, whole).map(({ 0: words, index }) => {
      const span: Place = { start: index, end: index + words.length, certainty: 'told' };
      const before = text.slice(Math.max(0, index - deniedReach), index);
      return denied?.test(before) ? nothing(span) : make(span);
    });
}

function yesNoFinders({ yes, no, lookAlikes }: YesNo, make: (value: boolean) => Make) {
  return [finder(yes, make(true)), finder(no, make(false)), finder(lookAlikes, nothing)];
}
