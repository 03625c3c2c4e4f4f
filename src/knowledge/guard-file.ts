import { z } from 'zod';
import type { Report } from './problem.ts';
import { type Parsed, parseYaml } from './yaml-text.ts';

/** What an outgoing message must not hold, as operators write it. */
export type GuardFile = z.infer<typeof guardFile>;
export type GuardRuleFile = GuardFile['rules'][number];

export const guardPath = 'guard.yaml';

/** What a program finds, because no list of words could. */
export const guardFinders = [
  'web-address',
  'email',
  'phone',
  'bank-card',
  'id-card',
  'street-address',
  'compensation',
] as const;
export type GuardFinder = (typeof guardFinders)[number];

/** `block`: never delivered. `warn`: an agent may send it all the same, with a reason. */
export const guardLevels = ['block', 'warn'] as const;
export type GuardLevel = (typeof guardLevels)[number];

const filled = z.string().trim().min(1, '不能为空');
const phrases = z.array(filled).default([]);
const wordLists = z.record(filled, z.array(filled).min(1, '至少写一个词'));

const guardFile = z.strictObject({
  official: z.strictObject({ domains: z.array(filled), numbers: z.array(filled) }),
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
        finders: z.array(z.enum(guardFinders)).default([]),
        excusedBy: z.array(filled).default([]),
        lookAlikes: phrases,
        phrases,
      }),
    )
    .min(1, '至少写一条规则'),
});

/** Reads `guard.yaml`; `null` where it is missing or cannot be read, which is an error: nothing would be checked. */
export function parseGuardFile(text: string | undefined, report: Report): Parsed<GuardFile> | null {
  if (text !== undefined) return parseYaml({ text, firstLine: 1 }, guardFile, report);
  report.error(1, '缺少这个文件', '请补上，写法见 README.md；没有它，发出去的话没有人检查');
  return null;
}
