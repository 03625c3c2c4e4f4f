import { fileURLToPath } from 'node:url';
import { parseClauseId, type RevisionId } from '../../../src/kernel/ids.ts';
import type { Clause } from '../../../src/knowledge/clause.ts';
import { readKnowledgeFolder } from '../../../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../../../src/knowledge/revision.ts';
import { noSettlements } from '../../../src/knowledge/settlement.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';

const shipped = fileURLToPath(new URL('../../../knowledge', import.meta.url));

/** The tables that ship. */
export async function shippedPolicies() {
  const { revision } = parseRevision((await readKnowledgeFolder(shipped)).files);
  if (!revision) throw new Error('the knowledge folder has errors');
  return { revision, ...compilePolicies(revision) };
}

const clauseId = parseClauseId('seven-days');
const revisionId = '0'.repeat(64) as RevisionId;

/** A clause with the figures 7 and 15, for tables made up by a test. */
const clause = {
  id: clauseId,
  facts: [7, 15].map((value) => ({ topic: 'return-window', value })),
} as unknown as Clause;

/** Compiles tables written out as YAML, by name. They may cite the clause `seven-days`. */
export function compileTables(tables: Readonly<Record<string, string>>) {
  return compilePolicies({
    id: revisionId,
    files: new Map(
      Object.entries(tables).map(([name, text]) => [`decisions/${name}.yaml`, text] as const),
    ),
    clauses: new Map(clauseId ? [[clauseId, clause]] : []),
    settlements: noSettlements,
  });
}

/** A table of one file; `inputs` and `rows` are YAML lists. */
export function tableText(parts: {
  readonly name: string;
  readonly hitPolicy?: string;
  readonly inputs: string;
  readonly rows: string;
}): string {
  const indent = (text: string) => text.trim().replaceAll('\n', '\n  ');
  return `name: ${parts.name}
title: 试用
public: false
hitPolicy: ${parts.hitPolicy ?? 'FIRST'}
missing: 还要知道更多。
inputs:
  ${indent(parts.inputs)}
rows:
  ${indent(parts.rows)}
`;
}
