import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../../src/cli/source-coverage/coverage.ts';
import { coveragePage } from '../../../src/cli/source-coverage/coverage-page.ts';
import { parseLeftOut } from '../../../src/cli/source-coverage/left-out.ts';
import { linesMissing, linesOf, rangesIn } from '../../../src/cli/source-coverage/line-ranges.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const root = join(import.meta.dirname, '..', '..', '..');

describe('the shipped knowledge', async () => {
  const { revision } = await shippedKnowledge();
  const leftOut = parseLeftOut(await readFile(join(root, 'docs', 'left-out.yaml'), 'utf8'));
  const { tables } = compilePolicies(revision).policies;
  const coverage = coverageOf(revision, tables, leftOut.documents);

  test('is told by docs/coverage.md as it is: run `npm run knowledge:coverage`', async () => {
    expect(await readFile(join(root, 'docs', 'coverage.md'), 'utf8')).toBe(coveragePage(coverage));
  });

  test('accounts for every line of the documents', () => {
    expect(leftOut.problems).toEqual([]);
    expect(coverage.documents.flatMap(({ unaccounted }) => unaccounted)).toEqual([]);
  });

  test('cites no line that a document does not have, and no document that is not listed', () => {
    expect(coverage.documents.flatMap(({ beyond }) => beyond)).toEqual([]);
    expect(coverage.strayed).toEqual([]);
  });

  test('names a line in each clause of a document', () => {
    const placeless = coverage.documents
      .flatMap(({ clauses }) => clauses)
      .filter(({ clause }) => rangesIn(clause.locator).length === 0);

    expect(placeless).toEqual([]);
  });
});

describe('coverage', () => {
  const document = {
    name: 'rules',
    sha256: 'a'.repeat(64),
    lines: 395,
    sections: [{ lines: '2-395', why: 'navigation' }],
  };

  test('finds lines in no section, and clauses beyond the last line', () => {
    const [covered] = coverageOf(soundRevision(), new Map(), [document]).documents;
    const [shorter] = coverageOf(soundRevision(), new Map(), [
      { ...document, lines: 392 },
    ]).documents;

    expect(covered).toMatchObject({ citedLines: 2, unaccounted: [1], beyond: [] });
    expect(shorter?.beyond).toEqual(['no-reason-window']);
  });

  test('leads from a line to the clause and its entries', () => {
    const page = coveragePage(coverageOf(soundRevision(), new Map(), [document]));

    expect(page).toContain('| 393、335 | `no-reason-window` | `return-window` `insurance-what` |');
    expect(page).toContain('| 第二十五条 | `law-seven-days` | `return-window` |');
    expect(page).toContain('| 2-395 | navigation |');
  });

  test('tells a document that is not known', () => {
    const { strayed } = coverageOf(soundRevision(), new Map(), []);

    expect(strayed.map(({ id }) => id)).toEqual(['platform-rules']);
  });
});

test('line ranges', () => {
  expect(rangesIn('401、619 行')).toEqual([
    { from: 401, to: 401 },
    { from: 619, to: 619 },
  ]);
  expect([...linesOf(rangesIn('2-4、7至8'))]).toEqual([2, 3, 4, 7, 8]);
  expect(linesMissing(4, new Set([1, 3]))).toEqual([2, 4]);
});
