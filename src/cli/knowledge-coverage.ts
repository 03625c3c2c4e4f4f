import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKnowledgeFolder } from '../knowledge/read-knowledge-folder.ts';
import { readRevision } from '../knowledge/revision.ts';
import { compilePolicies } from '../policy/compile-policies.ts';
import { coverageOf } from './source-coverage/coverage.ts';
import { coveragePage } from './source-coverage/coverage-page.ts';
import { parseLeftOut } from './source-coverage/left-out.ts';

// Writes docs/coverage.md: which lines of the sources became clauses, and which entries answer with them.
const root = join(import.meta.dirname, '..', '..');
const page = join(root, 'docs', 'coverage.md');

const { files } = await readKnowledgeFolder(join(root, 'knowledge'));
const { revision } = readRevision(files);
const { documents } = parseLeftOut(await readFile(join(root, 'docs', 'left-out.yaml'), 'utf8'));
const coverage = coverageOf(revision, compilePolicies(revision).policies.tables, documents);
await writeFile(page, coveragePage(coverage));
console.log(
  `${coverage.counts.clauses} clauses, ${coverage.unused.length} of them cited by no entry: docs/coverage.md`,
);
