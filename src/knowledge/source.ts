import { z } from 'zod';
import { dateText } from './date-text.ts';
import type { Report } from './problem.ts';
import { parseYaml } from './yaml-text.ts';

/** Law comes before platform, platform before merchant, merchant before reference. */
export type Tier = 'law' | 'platform' | 'merchant' | 'reference';

/** A document that clauses were written from. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** `YYYY-MM-DD`, or null where the document does not say. */
  readonly date: string | null;
  readonly tier: Tier;
  readonly trust: 'high' | 'medium' | 'low';
  /** Of the document used, lower-case hex. */
  readonly sha256: string;
  readonly note?: string | undefined;
}

export const slugText = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,95}$/, '只能用小写字母、数字和连字符');

const sourceList = z.array(
  z.strictObject({
    id: slugText,
    title: z.string().min(1, '不能为空'),
    publisher: z.string().min(1, '不能为空'),
    date: dateText.nullable(),
    tier: z.enum(['law', 'platform', 'merchant', 'reference']),
    trust: z.enum(['high', 'medium', 'low']),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 64 位小写十六进制的 SHA-256'),
    note: z.string().optional(),
  }),
);

/** Reads `sources.yaml`. */
export function parseSources(text: string, report: Report): ReadonlyMap<string, Source> {
  const parsed = parseYaml({ text, firstLine: 1 }, sourceList, report);
  const sources = new Map<string, Source>();
  for (const [at, source] of (parsed?.value ?? []).entries()) {
    if (sources.has(source.id))
      report.error(parsed?.lineOf([at]) ?? 1, `来源编号“${source.id}”重复`, '请换一个编号');
    else sources.set(source.id, source);
  }
  return sources;
}
