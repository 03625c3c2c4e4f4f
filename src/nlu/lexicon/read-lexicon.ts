import type { z } from 'zod';
import { derived } from '../../knowledge/derived.ts';
import { type Problem, type Report, reportTo } from '../../knowledge/problem.ts';
import type { Revision } from '../../knowledge/revision.ts';
import { type Parsed, parseYaml } from '../../knowledge/yaml-text.ts';
import { alignText } from '../aligned-text.ts';
import { type ProductCategory, productCategories, type Reason, reasons } from '../entity.ts';
import { moodKinds } from '../mood/mood.ts';
import type { Courier, GoodsWords, Lexicon, MoodWords, PhraseWords, YesNo } from './lexicon.ts';
import {
  type ConditionsFile,
  type CouriersFile,
  conditionsFile,
  couriersFile,
  type GoodsFile,
  goodsFile,
  type MoodsFile,
  moodsFile,
  noConditions,
  noGoods,
  noMoods,
  noReasons,
  type ReasonsFile,
  reasonsFile,
} from './lexicon-files.ts';
import { anyPhrase, phrasePattern } from './phrase.ts';

export interface LexiconReading {
  readonly lexicon: Lexicon;
  readonly problems: readonly Problem[];
}

/** The lexicon of a revision, `lexicon/*.yaml`, read once. */
export function lexiconOf(revision: Pick<Revision, 'files'>): LexiconReading {
  return derived(revision, 'lexicon', () => readLexicon(revision.files));
}

/** Reads `lexicon/*.yaml`: as much as can be read, and what is wrong with the files. */
export function readLexicon(files: ReadonlyMap<string, string>): LexiconReading {
  const problems: Problem[] = [];
  // Who keeps no such file at all wants none; who keeps some has forgotten the others.
  const hasLexicon = [...files.keys()].some((path) => /^lexicon\/.*\.yaml$/.test(path));
  const only = <T>(name: string, schema: z.ZodType<T>, empty: T): FileReading<T> => {
    const path = `lexicon/${name}.yaml`;
    const text = files.get(path);
    const report = reportTo(problems, path);
    if (text === undefined && hasLexicon)
      report.warn(1, '缺少这个文件', '请补上，写法见 README.md');
    const parsed = text === undefined ? null : parseYaml({ text, firstLine: 1 }, schema, report);
    return { ...(parsed ?? { value: empty, lineOf: () => 1 }), report };
  };
  const lexicon = {
    goods: goodsOf(only('product-categories', goodsFile, noGoods)),
    ...reasonsOf(only('reasons', reasonsFile, noReasons)),
    ...conditionsOf(only('conditions', conditionsFile, noConditions)),
    ...moodsOf(only('moods', moodsFile, noMoods)),
    couriers: couriersOf(only('couriers', couriersFile, [])),
  };
  return { lexicon, problems };
}

interface FileReading<T> extends Parsed<T> {
  readonly report: Report;
}

function goodsOf(file: FileReading<GoodsFile>): GoodsWords {
  const owners = new Map<string, ProductCategory>();
  const spelled = (words: readonly string[]) => words.map((word) => alignText(word).text);
  return {
    categories: wordsOf('categories', owners, file),
    models: wordsOf('models', owners, file),
    brands: spelled(file.value.brands),
    lookAlikes: spelled(file.value.look_alikes),
  };
}

/** Spelled words with their category; `owners` remembers whose each word is. */
function wordsOf(
  part: 'categories' | 'models',
  owners: Map<string, ProductCategory>,
  { value, lineOf, report }: FileReading<GoodsFile>,
): ReadonlyMap<string, ProductCategory> {
  const found = new Map<string, ProductCategory>();
  const written = productCategories.flatMap((category) =>
    (value[part][category] ?? []).map((word, at) => ({
      category,
      word,
      path: [part, category, at],
    })),
  );
  for (const { category, word, path } of written) {
    const spelled = alignText(word).text;
    const owner = owners.get(spelled);
    if (owner === category) report.warn(lineOf(path), `“${word}”重复`, '请删掉一处');
    else if (owner !== undefined)
      report.error(lineOf(path), `“${word}”在 ${owner} 里也有`, '一个词只能属于一类，请删掉一处');
    else found.set(spelled, category);
    owners.set(spelled, owner ?? category);
  }
  return found;
}

function reasonsOf({
  value,
  lineOf,
  report,
}: FileReading<ReasonsFile>): Pick<PhraseWords, 'reasons' | 'notReasons'> {
  const patterns = new Map<Reason, string>();
  const owners = new Map<string, Reason>();
  for (const reason of reasons) {
    const phrases = value.reasons[reason] ?? [];
    for (const [at, phrase] of phrases.entries()) {
      const owner = owners.get(phrase);
      if (owner !== undefined)
        report.error(
          lineOf(['reasons', reason, at]),
          `“${phrase}”在 ${owner} 里也有`,
          '一种说法只能属于一个原因，请删掉一处',
        );
      owners.set(phrase, reason);
    }
    const pattern = patternOf(phrases, (at) => lineOf(['reasons', reason, at]), report);
    if (pattern !== null) patterns.set(reason, pattern);
  }
  const notReasons = patternOf(value.look_alikes, (at) => lineOf(['look_alikes', at]), report);
  return { reasons: patterns, notReasons };
}

function moodsOf({ value, lineOf, report }: FileReading<MoodsFile>): MoodWords {
  const patterns = moodKinds.flatMap((kind) => {
    const phrases = value.moods[kind] ?? [];
    const pattern = patternOf(phrases, (at) => lineOf(['moods', kind, at]), report);
    return pattern === null ? [] : [[kind, pattern] as const];
  });
  const notMoods = patternOf(value.look_alikes, (at) => lineOf(['look_alikes', at]), report);
  return { moods: new Map(patterns), notMoods };
}

function conditionsOf({
  value,
  lineOf,
  report,
}: FileReading<ConditionsFile>): Pick<PhraseWords, 'opened' | 'used'> {
  const read = (name: 'packaging_opened' | 'used'): YesNo => {
    const part = (key: 'yes' | 'no' | 'look_alikes') =>
      patternOf(value[name][key], (at) => lineOf([name, key, at]), report);
    return { yes: part('yes'), no: part('no'), lookAlikes: part('look_alikes') };
  };
  return { opened: read('packaging_opened'), used: read('used') };
}

function patternOf(
  phrases: readonly string[],
  lineOf: (at: number) => number,
  report: Report,
): string | null {
  const patterns = phrases.flatMap((phrase, at) => {
    const pattern = phrasePattern(phrase);
    if (pattern !== null) return [pattern];
    report.error(lineOf(at), `“${phrase}”的写法不对`, '只能用 (甲|乙)、? 和 …，括号要成对');
    return [];
  });
  return anyPhrase(patterns);
}

function couriersOf({ value, lineOf, report }: FileReading<CouriersFile>) {
  for (const [at, { numbers }] of value.entries())
    for (const [place, { digits }] of numbers.entries())
      if (digits[0] > digits[1])
        report.error(lineOf([at, 'numbers', place]), '位数写反了', '先写最少几位，再写最多几位');
  return value.filter(({ numbers }) =>
    numbers.every(({ digits: [fewest, most] }) => fewest <= most),
  ) satisfies readonly Courier[];
}
