import type { RootContent } from 'mdast';
import { z } from 'zod';
import { lineOf } from './markdown-text.ts';
import type { Report } from './problem.ts';
import { slugText } from './source.ts';
import { parseYaml } from './yaml-text.ts';

const factList = z.array(
  z.strictObject({
    topic: slugText,
    party: z.enum(['any', 'self', 'third_party', 'merchant', 'insurer', 'platform', 'shopper']),
    condition: slugText,
    anchor: slugText,
    value: z.union([z.number(), z.string(), z.boolean()]),
    unit: z.enum([
      'day',
      'working-day',
      'hour',
      'month',
      'year',
      'yuan',
      'percent',
      'times',
      'none',
    ]),
    polarity: z.enum(['allow', 'deny', 'owe']),
  }),
);

/** What a clause says in a form that a program can compare: who owes or may do what, counted from which event. */
export type Fact = Readonly<z.infer<typeof factList>[number]>;

/** Reads a fenced `facts` block. */
export function parseFacts(block: RootContent, report: Report): readonly Fact[] {
  if (block.type !== 'code') return [];
  const source = { text: block.value, firstLine: lineOf(block) + 1 };
  return parseYaml(source, factList, report)?.value ?? [];
}
