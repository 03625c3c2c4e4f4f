import type { CompiledTable, Policies } from '../../../src/policy/compile-policies.ts';
import type { DecisionTable } from '../../../src/policy/decision-table.ts';
import { buildDiagram, variablesIn } from '../../../src/policy/diagram.ts';
import { variablesOf } from '../../../src/policy/variable.ts';
import type { Mutant } from './mutant.ts';

/**
 * The rules as the mutant has them. No check is asked, since conversations are to notice by themselves; a table with a
 * gap decides nothing.
 */
export function mutatedPolicies(policies: Policies, { to }: Mutant): Policies {
  if (to.kind === 'remedies') return { ...policies, remedies: to.remedies };
  const tables = new Map(policies.tables).set(to.table.name, to.table);
  const variables = variablesOf([...tables.values()].toReversed());
  const compiled = new Map<string, CompiledTable>();
  for (const [name, table] of tables) {
    const before = policies.compiled.get(name);
    if (!leansOn(table, to.table.name, tables)) {
      if (before) compiled.set(name, before);
      continue;
    }
    const diagram = buildDiagram(table, tables, variables);
    if (diagram) compiled.set(name, { table, diagram, variables: variablesIn(diagram) });
  }
  return { ...policies, tables, variables, compiled };
}

/** Whether a table is the other, or asks it, however far round. */
export function leansOn(
  table: DecisionTable,
  other: string,
  tables: ReadonlyMap<string, DecisionTable>,
): boolean {
  if (table.name === other) return true;
  const asked = [
    ...table.inputs.flatMap(({ source }) => (source.kind === 'decision' ? source.decision : [])),
    ...table.rows.flatMap(({ verdict }) => (verdict.kind === 'hands-over' ? verdict.decision : [])),
  ];
  return asked.some((name) => {
    const next = tables.get(name);
    return next !== undefined && leansOn(next, other, tables);
  });
}
