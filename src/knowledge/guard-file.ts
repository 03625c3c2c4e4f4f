import { z } from 'zod';
import { type Problem, type Report, reportTo } from './problem.ts';
import { parseYaml } from './yaml-text.ts';

/** A file of what an outgoing message must not hold, as operators write it. */
export type GuardFile = z.infer<typeof guardFile>;
export type GuardRuleFile = GuardFile['rules'][number];

/** All in one file, or a file for each subject in `guard/`. */
const guardPath = /^guard(?:\/[^/]+)?\.yaml$/;

/** What a program finds, because no list of words could. */
export const guardFinders = [
  'web-address',
  'email',
  'phone',
  'bank-card',
  'id-card',
  'street-address',
  'compensation',
  'decision',
] as const;
export type GuardFinder = (typeof guardFinders)[number];

/** `block`: never delivered. `warn`: an agent may send it all the same, with a reason. */
export const guardLevels = ['block', 'warn'] as const;
export type GuardLevel = (typeof guardLevels)[number];

const filled = z.string().trim().min(1, '不能为空');
const phrases = z.array(filled).default([]);
const wordLists = z.record(filled, z.array(filled).min(1, '至少写一个词'));

const guardFile = z.strictObject({
  official: z
    .strictObject({ domains: z.array(filled), numbers: z.array(filled) })
    .default({ domains: [], numbers: [] }),
  spellings: wordLists.default({}),
  words: wordLists.default({}),
  excuses: z
    .record(filled, z.strictObject({ before: phrases, near: phrases, not: phrases }))
    .default({}),
  rules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z_]{1,31}$/, '只能用小写字母和下划线'),
        title: filled,
        level: z.enum(guardLevels),
        clause: filled,
        /** Whose messages it is for; unset: everybody's. */
        only: z.literal('agent').optional(),
        advice: filled,
        instead: filled.optional(),
        /** Its phrases stop a reply even where the judge that learnt from `lines/` lets it pass. */
        alone: z.boolean().default(false),
        finders: z.array(z.enum(guardFinders)).default([]),
        excusedBy: z.array(filled).default([]),
        lookAlikes: phrases,
        phrases,
      }),
    )
    .default([]),
});

/** A file that was read, and where to report what is wrong with it. */
export interface GuardPart {
  readonly value: GuardFile;
  readonly report: Report;
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads the files of the guard; `null` where one cannot be read or no rule is in any, which is an error: nothing would be checked. */
export function parseGuardFiles(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): readonly GuardPart[] | null {
  const found = [...files].filter(([path]) => guardPath.test(path));
  const parts = found.flatMap(([path, text]): readonly GuardPart[] => {
    const report = reportTo(problems, path);
    const parsed = parseYaml({ text, firstLine: 1 }, guardFile, report);
    return parsed === null ? [] : [{ ...parsed, report }];
  });
  if (parts.length < found.length) return null;
  if (parts.some(({ value }) => value.rules.length > 0)) return parts;
  const remedy = '请补上，写法见 README.md；没有它，发出去的话没有人检查';
  reportTo(problems, 'guard').error(1, '缺少规则', remedy);
  return null;
}
