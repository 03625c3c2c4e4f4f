import { parseClauseId, type RevisionId } from '../../../src/kernel/ids.ts';
import type { Clause } from '../../../src/knowledge/clause.ts';
import { noSettlements } from '../../../src/knowledge/settlement.ts';
import { compilePolicies } from '../../../src/policy/compile-policies.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

let compiled: ReturnType<typeof compileShipped> | undefined;

/** The tables that ship, compiled once for all tests of a worker. */
export function shippedPolicies() {
  compiled ??= compileShipped();
  return compiled;
}

async function compileShipped() {
  const { revision } = await shippedKnowledge();
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
