import type { FaqEntry } from '../knowledge/faq-entry.ts';
import { normalise } from '../nlu/normalise.ts';
import { wordingsOf } from './faq-index.ts';

/** Which entries may answer a question: `undefined` where all may. */
type AllowedFor = (question: string) => ((place: number) => boolean) | undefined;

/**
 * 拼多多怎么退款 is no question about our rules: where another shop is named, only an entry that speaks of that shop may
 * answer.
 */
export function createOtherShops(
  names: readonly string[],
  entries: readonly FaqEntry[],
): AllowedFor {
  const spelled = names.map((name) => normalise(name).text);
  // Few questions name another shop: spelled when the first one does.
  let texts: readonly string[] | undefined;
  return (question) => {
    const { text } = normalise(question);
    const named = spelled.filter((name) => text.includes(name));
    if (named.length === 0) return undefined;
    const told = texts ?? entries.map(textOf);
    texts = told;
    return (place) => named.some((name) => told[place]?.includes(name) === true);
  };
}

function textOf(entry: FaqEntry): string {
  return normalise([...wordingsOf(entry), entry.answer].join('\n')).text;
}

/** A question without what this shop is called, except where nothing else would be left of it. */
export function createOwnNames(names: readonly string[]): (question: string) => string {
  // The longest first: a name may begin with another.
  const spelled = names.map((name) => normalise(name).text).toSorted((a, b) => b.length - a.length);
  return (question) => {
    const { text } = normalise(question);
    const rest = spelled.reduce((left, name) => left.replaceAll(name, ' '), text);
    return rest.trim() === '' ? text : rest;
  };
}
