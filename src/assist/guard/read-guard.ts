import type { ClauseId } from '../../kernel/ids.ts';
import {
  type GuardFile,
  type GuardPart,
  type GuardRuleFile,
  parseGuardFiles,
} from '../../knowledge/guard-file.ts';
import { checkGuardLines } from '../../knowledge/guard-lines.ts';
import type { Problem } from '../../knowledge/problem.ts';
import type { Revision } from '../../knowledge/revision.ts';
import { anyPhrase, wordPattern } from '../../nlu/lexicon/phrase.ts';
import type { Excuse } from './excuse.ts';
import { guardPattern } from './guard-phrase.ts';
import { closedWord, type Spellings } from './meant-text.ts';

export interface GuardRule
  extends Omit<GuardRuleFile, 'clause' | 'phrases' | 'lookAlikes' | 'excusedBy'> {
  readonly clauseId: ClauseId;
  readonly phrases: RegExp | null;
  /** Those of the phrases that stand before an account: 加我微信 kefu2020 is no matter of opinion. */
  readonly exact: RegExp | null;
  readonly lookAlikes: RegExp | null;
  readonly excuses: readonly Excuse[];
}

/** The files of the guard, ready to look for what they name. */
export interface GuardRules {
  readonly rules: readonly GuardRule[];
  /** What decides alone, whatever a judge thinks: what a program finds, an account by name, and phrases that are said to. */
  readonly certain: readonly GuardRule[];
  /** By name. */
  readonly excuses: ReadonlyMap<string, Excuse>;
  readonly spellings: Spellings;
  readonly domains: readonly string[];
  /** Matches the digits of a number that belongs to the shop or to everybody. */
  readonly numbers: RegExp;
  /** By how many times the clauses let somebody be paid: 退一赔三, 假一赔四. */
  readonly multiples: ReadonlySet<number>;
}

type GuardKnowledge = Pick<Revision, 'files' | 'clauses' | 'service'>;

/** Reads the rules of a revision, and what is wrong with them; `null`: there are none, and nothing may be delivered. */
export function readGuard(revision: GuardKnowledge): {
  readonly guard: GuardRules | null;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const parts = parseGuardFiles(revision.files, problems);
  if (parts === null) return { guard: null, problems };
  const words = gather(parts, 'words');
  const readers = parts.map((part): PhraseReader => ({ ...part, words }));
  const excuses = new Map(readers.flatMap(readExcuses));
  const official = parts.map(({ value }) => value.official);
  const numbers = official.flatMap((one) => one.numbers);
  const rules = readers.flatMap((reader) =>
    reader.value.rules.flatMap((rule, at) =>
      ruleOf(rule, { at, reader, excuses, clauses: revision.clauses }),
    ),
  );
  const guard: GuardRules = {
    rules,
    certain: rules.map((rule) => (rule.alone ? rule : { ...rule, phrases: rule.exact })),
    excuses,
    spellings: spellingsOf(gather(parts, 'spellings')),
    domains: official.flatMap(({ domains }) => domains.map((domain) => domain.toLowerCase())),
    numbers: numberPattern([...numbers, revision.service.hotline.number]),
    multiples: multiplesOf(revision),
  };
  checkGuardLines(revision.files, new Set(guard.rules.map(({ id }) => id)), problems);
  return { guard, problems };
}

interface PhraseReader extends GuardPart {
  /** Of all files. */
  readonly words: GuardFile['words'];
}

/** The lists of all files; a name stands in one of them. */
function gather(parts: readonly GuardPart[], key: 'words' | 'spellings'): GuardFile['words'] {
  const lists = new Map<string, string[]>();
  for (const { value, report, lineOf } of parts)
    for (const [name, list] of Object.entries(value[key])) {
      if (lists.has(name))
        report.error(lineOf([key, name]), `“${name}”在两个文件里都有`, '请合成一处');
      lists.set(name, list);
    }
  return Object.fromEntries(lists);
}

function ruleOf(
  rule: GuardRuleFile,
  context: {
    readonly at: number;
    readonly reader: PhraseReader;
    readonly excuses: ReadonlyMap<string, Excuse>;
    readonly clauses: Revision['clauses'];
  },
): readonly GuardRule[] {
  const { at, reader, excuses, clauses } = context;
  const { clause, excusedBy, phrases, lookAlikes, ...rest } = rule;
  const { report } = reader;
  const line = (key: string) => reader.lineOf(['rules', at, key]);
  const clauseId = [...clauses.keys()].find((id) => id === clause);
  if (clauseId === undefined) {
    report.error(line('clause'), `没有编号是“${clause}”的条款`, '请检查编号');
    return [];
  }
  for (const name of excusedBy)
    if (!excuses.has(name))
      report.error(line('excusedBy'), `excuses 里没有“${name}”`, '请检查名字，或在 excuses 里补上');
  return [
    {
      ...rest,
      clauseId,
      excuses: excusedBy.flatMap((name) => excuses.get(name) ?? []),
      phrases: anyOf(phrases, ['rules', at, 'phrases'], reader),
      exact: beforeAccount(phrases, reader.words),
      lookAlikes: anyOf(lookAlikes, ['rules', at, 'lookAlikes'], reader),
    },
  ];
}

/** Letters with digits, or as many digits as an account has and an order number has not, in the same thought. */
const account = '(?=[^.,;!?\\n]{0,24}(?<![a-z0-9])(?=[a-z]*[0-9])[a-z0-9]{5,11}(?![a-z0-9]))';

function beforeAccount(phrases: readonly string[], words: GuardFile['words']): RegExp | null {
  const naming = phrases.filter((phrase) => /\{(?:账号|长数字)\}/.test(phrase));
  // One that cannot be read is reported among the phrases.
  const pattern = anyPhrase(naming.flatMap((phrase) => guardPattern(phrase, words) ?? []));
  return pattern === null ? null : new RegExp(`${account}(?:${pattern})`, 'gu');
}

function readExcuses(reader: PhraseReader): readonly (readonly [string, Excuse])[] {
  return Object.entries(reader.value.excuses).map(([name, { before, near, not }]) => {
    const part = (key: string, phrases: readonly string[]) =>
      anyOf(phrases, ['excuses', name, key], reader);
    const excuse = {
      before: part('before', before),
      near: part('near', near),
      not: part('not', not),
    };
    return [name, excuse] as const;
  });
}

function anyOf(
  phrases: readonly string[],
  path: readonly PropertyKey[],
  { words, lineOf, report }: PhraseReader,
): RegExp | null {
  const patterns = phrases.flatMap((phrase, at) => {
    const pattern = guardPattern(phrase, words);
    if (pattern !== null) return [pattern];
    const remedy = '只能用 (甲|乙)、?、… 和 words 里有的 {词}，括号要成对，… 最多三个，不在头尾';
    report.error(lineOf([...path, at]), `“${phrase}”的写法不对`, remedy);
    return [];
  });
  const pattern = anyPhrase(patterns);
  return pattern === null ? null : new RegExp(pattern, 'gu');
}

/** A spelling in Latin letters counts where it stands alone: usb holds no insult. */
function spellingsOf(spellings: GuardFile['spellings']): Spellings {
  const wordOf = new Map(
    Object.entries(spellings).flatMap(([word, ways]) =>
      ways.map((way) => [closedWord(way), closedWord(word)] as const),
    ),
  );
  const sources = [...wordOf.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(
      (way) =>
        `${/^[a-z]/.test(way) ? '(?<![a-z])' : ''}${wordPattern(way)}${/[a-z]$/.test(way) ? '(?![a-z])' : ''}`,
    );
  return { wordOf, pattern: new RegExp(sources.length === 0 ? '(?!)' : sources.join('|'), 'gu') };
}

function multiplesOf({ clauses }: GuardKnowledge): ReadonlySet<number> {
  const figures = [...clauses.values()].flatMap(({ facts }) => facts);
  return new Set(
    figures.flatMap(({ unit, topic, value }) =>
      unit === 'times' && /compensation|damages/.test(topic) && typeof value === 'number'
        ? [value]
        : [],
    ),
  );
}

/** 95xxx: an x is any digit. */
function numberPattern(numbers: readonly string[]): RegExp {
  const digits = numbers.map((number) => number.replace(/[^\dx]/g, '').replaceAll('x', '\\d'));
  return new RegExp(`^(?:${digits.filter((one) => one !== '').join('|') || '(?!)'})$`);
}
