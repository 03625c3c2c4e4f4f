import type { RevisionId } from '../kernel/ids.ts';
import { type Problem, reportTo, sortProblems } from '../knowledge/problem.ts';
import { isError, type Revision } from '../knowledge/revision.ts';
import { droppedClauses } from '../knowledge/settle-contradictions.ts';
import { checkCoverage } from './check-coverage.ts';
import { checkFactNames, checkNearMisses } from './check-fact-names.ts';
import { type PeriodRules, readPeriodRules } from './deadline/period-rules.ts';
import { readWorkCalendar } from './deadline/read-work-calendar.ts';
import type { WorkCalendar } from './deadline/work-calendar.ts';
import type { DecisionTable } from './decision-table.ts';
import { buildDiagram, type Node, variablesIn } from './diagram.ts';
import { linkTable } from './link-table.ts';
import { checkMoneyNames } from './money/check-money-names.ts';
import { readRemedies } from './money/read-remedies.ts';
import type { Remedies } from './money/remedy.ts';
import { readTables } from './read-tables.ts';
import { type Variable, variablesOf } from './variable.ts';

/** All decision tables of a revision, checked and ready to decide. */
export interface Policies {
  readonly revision: RevisionId;
  readonly tables: ReadonlyMap<string, DecisionTable>;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly compiled: ReadonlyMap<string, CompiledTable>;
  /** Which days are worked. */
  readonly calendar: WorkCalendar;
  /** How days are counted. */
  readonly periodRules: PeriodRules;
  /** What is owed, in money, by the names that outcomes have for it. */
  readonly remedies: Remedies;
}

export interface CompiledTable {
  readonly table: DecisionTable;
  readonly diagram: Node;
  /** The facts that can matter to it. */
  readonly variables: readonly Variable[];
}

export interface Compilation {
  readonly policies: Policies;
  readonly problems: readonly Problem[];
}

/** Compiles `decisions/*.yaml`. A table with an error, or that leans on one, is in `tables` but not in `compiled`. */
export function compilePolicies(
  revision: Pick<Revision, 'id' | 'files' | 'clauses' | 'settlements'>,
): Compilation {
  const { clauses, settlements } = revision;
  const problems: Problem[] = [];
  const tables = new Map<string, DecisionTable>();
  const dropped = new Set(droppedClauses(settlements).keys());
  for (const draft of readTables(revision.files, problems))
    tables.set(draft.name, linkTable({ draft, tables, clauses, dropped }));
  const all = [...tables.values()];
  checkFactNames(all, problems);
  checkNearMisses(all, problems);
  for (const table of all) if (!isBroken(table, problems)) checkCoverage(table, problems);
  const variables = variablesOf(all.toReversed());
  const calendar = readWorkCalendar(revision, problems);
  const periodRules = readPeriodRules(clauses, dropped, problems);
  const remedies = readRemedies({ files: revision.files, clauses, dropped }, problems);
  checkMoneyNames(all, remedies, problems);
  const known = { revision: revision.id, tables, variables, calendar, periodRules, remedies };
  const policies = { ...known, compiled: new Map() };
  // One broken table may be what another leans on: nothing is decided by a folder with an error in it.
  const compiled = problems.some(isError) ? [] : compileTables(policies, problems);
  return {
    policies: { ...policies, compiled: new Map(compiled) },
    problems: sortProblems(problems),
  };
}

function isBroken({ file }: DecisionTable, problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.file === file && isError(problem));
}

function compileTables(
  { tables, variables }: Policies,
  problems: Problem[],
): readonly (readonly [string, CompiledTable])[] {
  return [...tables].flatMap(([name, table]) => {
    const diagram = buildDiagram(table, tables, variables);
    if (diagram) return [[name, { table, diagram, variables: variablesIn(diagram) }] as const];
    const report = reportTo(problems, table.file);
    report.error(1, '这张表和它依赖的表合起来组合太多', '请减少输入，或合并取值');
    return [];
  });
}
