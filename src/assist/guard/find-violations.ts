import type { GuardFinder } from '../../knowledge/guard-file.ts';
import { type AlignedText, alignText, typedSpan } from '../../nlu/aligned-text.ts';
import { isExcused } from './excuse.ts';
import { type FinderInput, type Found, type Spot, spotOf } from './finders/find.ts';
import { findEmails, findStreetAddresses, findWebAddresses } from './finders/find-addresses.ts';
import { findCompensation } from './finders/find-compensation.ts';
import { findBankCards, findIdCards, findPhones } from './finders/find-contacts.ts';
import { denseText, digitText } from './finders/text-views.ts';
import type { Finding, GuardContext } from './finding.ts';
import { meantText } from './meant-text.ts';
import type { GuardRule, GuardRules } from './read-guard.ts';

/** What was decided stands in no message: it is compared apart, see `decided/`. */
const finders: Readonly<Record<Exclude<GuardFinder, 'decision'>, (input: FinderInput) => Found>> = {
  'web-address': findWebAddresses,
  email: findEmails,
  phone: findPhones,
  'bank-card': findBankCards,
  'id-card': findIdCards,
  'street-address': findStreetAddresses,
  compensation: findCompensation,
};

/** All that a message must not hold, in the order in which it stands; spans of one rule do not overlap. */
export function findViolations(
  guard: GuardRules,
  text: string,
  { said, speaker = 'agent' }: GuardContext,
): readonly Finding[] {
  const aligned = { ...alignText(withoutNumbers(text)), original: text };
  const meant = meantText(aligned, guard.spellings);
  const input: FinderInput = {
    meant,
    dense: denseText(aligned),
    digits: digitText(aligned),
    official: guard,
  };
  const own = said.map(comparable).join('\n');
  const isOwn = (found: string) =>
    guard.numbers.test(found.replace(/\D/g, '')) || own.includes(comparable(found));
  return guard.rules
    .filter(({ only }) => only === undefined || only === speaker)
    .flatMap((rule) => findingsOf(rule, input).map((span) => findingOf(rule, span)))
    .filter(({ text: found, rule }) => !(mayRepeat(rule, speaker) && isOwn(found)))
    .filter(isFirst)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * 售后单号AX-2VX8-9999 and 货号WX20251102 hold no 微信, and 138****5678 can be called by nobody: such numbers are words to
 * nobody, and a mark each in the place of a letter.
 */
function withoutNumbers(text: string): string {
  return [ownNumber, codeOfGoods, maskedNumber].reduce(
    (rest, pattern) => rest.replace(pattern, (number) => '-'.repeat(number.length)),
    text,
  );
}

/** As `readableNumber` makes it, behind its two letters. */
const ownNumber = /(?<![A-Za-z0-9])[A-Z]{2}(?:-[2-9A-HJKMNP-Z]{4}){2}(?![A-Za-z0-9])/g;
const codeOfGoods =
  /(?<=(?:编号|编码|箱号|货号|型号|批号|款号|单号|序列号)[是为:： ]{0,2})[A-Z]{1,4}\d{4,}[A-Z0-9-]*/g;
/** Three stars in a row: one between each two digits is a disguise. */
const maskedNumber = /\d{1,6} ?[*＊•]{3,} ?\d{0,6}/g;

/** Two entries of a rule may find the same words. */
function isFirst(finding: Finding, at: number, all: readonly Finding[]): boolean {
  const { rule, start, end } = finding;
  return !all.slice(0, at).some((one) => one.rule === rule && one.start < end && start < one.end);
}

interface Place extends Spot {
  readonly text: string;
}

function findingsOf(rule: GuardRule, input: FinderInput): readonly Place[] {
  const named = rule.finders.flatMap((name) => (name === 'decision' ? [] : finders[name](input)));
  const found = [...named, wordsOf(rule, input.meant)];
  const places = found.flatMap(({ text, spots }) =>
    spots
      .filter((spot) => !isExcused(text.text, spot, rule.excuses))
      .map(({ start, end }) => typedSpan(text, start, end)),
  );
  return merged(places, input.meant.original);
}

/** What the rule's phrases find beside its look-alikes. */
function wordsOf({ phrases, lookAlikes }: GuardRule, meant: AlignedText): Found {
  if (phrases === null) return { text: meant, spots: [] };
  const { text } = meant;
  const looked = lookAlikes ? text.replace(lookAlikes, (like) => '\n'.repeat(like.length)) : text;
  return { text: meant, spots: [...looked.matchAll(phrases)].map(spotOf) };
}

/** Spans that touch are one. */
function merged(places: readonly Place[], original: string): readonly Place[] {
  const joined: Spot[] = [];
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else joined.push({ start, end });
  }
  return joined.map(({ start, end }) => ({ start, end, text: original.slice(start, end) }));
}

function findingOf(rule: GuardRule, place: Place): Finding {
  const { id, title, level, clauseId, advice } = rule;
  return { rule: id, title, level, ...place, clauseId, advice };
}

/** What tells of a person is no secret from that person; and the bot says back what was said, 您刚才还说到“…”. */
function mayRepeat(rule: string, speaker: GuardContext['speaker']): boolean {
  return speaker === 'bot' || rule === 'phone' || rule === 'email' || rule === 'address';
}

function comparable(text: string): string {
  return alignText(text).text.replace(/[^\p{L}\p{N}@]/gu, '');
}
