import { z } from 'zod';
import type { Problem } from '../../knowledge/problem.ts';
import { reportTo } from '../../knowledge/problem.ts';
import { parseYaml } from '../../knowledge/yaml-text.ts';

const lineText = z.union([
  z.number().int().positive().transform(String),
  z.string().regex(/^\d+-\d+$/),
]);

const leftOutFile = z.strictObject({
  documents: z.array(
    z.strictObject({
      name: z.string().min(1),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      lines: z.number().int().positive(),
      sections: z.array(z.strictObject({ lines: lineText, why: z.string().min(1) })),
    }),
  ),
});

/** A document of which clauses were written, and why lines of it are cited by none. */
export type SourceDocument = z.infer<typeof leftOutFile>['documents'][number];

/** Reads `docs/left-out.yaml`. */
export function parseLeftOut(text: string): {
  readonly documents: readonly SourceDocument[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const report = reportTo(problems, 'docs/left-out.yaml');
  const parsed = parseYaml({ text, firstLine: 1 }, leftOutFile, report);
  return { documents: parsed?.value.documents ?? [], problems };
}
