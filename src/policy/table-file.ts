import { z } from 'zod';
import { slugText } from '../knowledge/source.ts';

/** Longest cell, longest sentence: nobody reads more. */
const longestCell = 500;
const longestSentence = 200;
const factName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, '只能用小写字母、数字和下划线，字母开头');
const sentence = z.string().min(1, '不能为空').max(longestSentence, `最多 ${longestSentence} 字`);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** `[a, b]` and `[0..7]` are lists for YAML: both are put together again as they were written. */
const cellText = z
  .union([scalar.transform(String), z.array(scalar).transform((parts) => `[${parts.join(', ')}]`)])
  .pipe(z.string().max(longestCell, `最多 ${longestCell} 字`));

const inputFile = z.strictObject({
  fact: factName,
  type: z.enum(['boolean', 'integer', 'date', 'enum']).optional(),
  values: z.array(factName).min(2).max(64).optional(),
  ask: factName.optional(),
  presume: z.strictObject({ value: scalar, when: z.record(factName, cellText) }).optional(),
  daysSince: factName.optional(),
  decision: slugText.optional(),
  outcome: factName.optional(),
  given: z.record(factName, scalar).optional(),
});

const rowFile = z.strictObject({
  id: slugText,
  when: z.record(factName, cellText).default({}),
  decision: slugText.optional(),
  outcome: z.record(factName, scalar).default({}),
  reason: sentence.optional(),
  clauses: z.array(slugText).default([]),
  noClauseBecause: sentence.optional(),
  figures: z
    .record(factName, z.union([slugText.transform((id) => [id]), z.array(slugText)]))
    .default({}),
  nearMiss: z.record(factName, sentence).default({}),
});

/** A file of `decisions/`. */
export const tableFile = z.strictObject({
  name: slugText,
  title: sentence,
  public: z.boolean(),
  hitPolicy: z.enum(['UNIQUE', 'FIRST']),
  missing: sentence,
  ignores: z.array(factName).default([]),
  inputs: z.array(inputFile).min(1).max(32),
  rows: z.array(rowFile).min(1).max(200),
});

export type TableFile = z.infer<typeof tableFile>;
export type InputFile = TableFile['inputs'][number];
export type RowFile = TableFile['rows'][number];
