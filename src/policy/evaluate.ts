import type { ClauseId } from '../kernel/ids.ts';
import { type Cell, cellHolds } from './cell.ts';
import type { FactValue, Outcome, TraceCell, TraceRow } from './decision.ts';
import type {
  DecisionTable,
  Input,
  NearMissText,
  OutcomeCell,
  Row,
  Saying,
} from './decision-table.ts';
import { fill, placeholdersIn, reasonOf } from './placeholder.ts';

export type Tables = ReadonlyMap<string, DecisionTable>;

/** Facts by the name of their variable. */
export type Known = ReadonlyMap<string, FactValue>;

/** What the row that decides says; placeholders of facts are still open in its sentences. */
export interface Conclusion {
  readonly table: string;
  readonly row: string;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly clauses: readonly ClauseId[];
  readonly nearMiss: readonly NearMissText[];
}

export interface Evaluation {
  /** `null`: what is unknown stands in the way. */
  readonly conclusion: Conclusion | null;
  /** Unknown facts that may still be read; empty once it is settled. */
  readonly unknown: ReadonlySet<string>;
}

interface Context {
  readonly tables: Tables;
  readonly known: Known;
  /** Takes each row that was looked at. */
  readonly note: (row: TraceRow) => void;
}

/**
 * Three-valued: a cell on an unknown fact is unknown, a row with a false cell is false, and the first row that is not
 * false decides, if it is true. What is left unknown is more than strictly matters, never less.
 */
export function evaluate(table: DecisionTable, context: Context): Evaluation {
  const reader = createReader(context);
  const open: OpenRow[] = [];
  for (const row of table.rows) {
    const { trace, missing } = readRow(table, row, reader);
    context.note(trace);
    if (trace.holds === 'no') continue;
    // With UNIQUE the rows before cannot hold beside this one: the check of the tables has seen to it.
    if (trace.holds === 'yes' && (open.length === 0 || table.hitPolicy === 'UNIQUE'))
      return conclude(table, row, { context, reader });
    open.push({ row, missing });
    if (trace.holds === 'yes') break;
  }
  const silent = { reader, context: { ...context, note: () => {} } };
  const unknown = open.flatMap(({ row, missing }) => [
    ...missing,
    ...conclude(table, row, silent).unknown,
  ]);
  return { conclusion: null, unknown: new Set(unknown) };
}

/** A row that may still decide. */
interface OpenRow {
  readonly row: Row;
  readonly missing: ReadonlySet<string>;
}

interface Reading {
  readonly value: FactValue | null;
  readonly unknown: ReadonlySet<string>;
  readonly conclusion: Conclusion | null;
}

type Reader = (input: Input) => Reading;

/** Reads each input at most once. */
function createReader(context: Context): Reader {
  const read = new Map<string, Reading>();
  return (input) => {
    const before = read.get(input.fact);
    if (before) return before;
    const reading = readInput(input, context);
    read.set(input.fact, reading);
    return reading;
  };
}

function readInput({ fact, source }: Input, context: Context): Reading {
  if (source.kind !== 'decision') {
    const value = context.known.get(fact) ?? null;
    return { value, unknown: new Set(value === null ? [fact] : []), conclusion: null };
  }
  const table = context.tables.get(source.decision);
  const known = new Map(context.known);
  for (const [name, value] of Object.entries(source.given))
    if (value !== undefined) known.set(name, value);
  const { conclusion, unknown } = table ? evaluate(table, { ...context, known }) : nothing;
  return { value: conclusion?.outcome[source.outcome] ?? null, unknown, conclusion };
}

/** Cells from left to right, up to the first that does not hold. */
function readRow(
  table: DecisionTable,
  row: Row,
  read: Reader,
): { readonly trace: TraceRow; readonly missing: ReadonlySet<string> } {
  const cells: TraceCell[] = [];
  const missing = new Set<string>();
  for (const [at, input] of table.inputs.entries()) {
    const cell = row.cells[at];
    if (!cell) continue;
    const { value, unknown } = read(input);
    const holds = cellIs(cell, value);
    cells.push({ fact: input.fact, cell: cell.text, value, holds });
    for (const name of unknown) missing.add(name);
    if (holds === 'no') break;
  }
  return { trace: { table: table.name, row: row.id, holds: allOf(cells), cells }, missing };
}

function cellIs(cell: Cell, value: FactValue | null): TraceCell['holds'] {
  if (value === null) return 'unknown';
  return cellHolds(cell, value) ? 'yes' : 'no';
}

function allOf(cells: readonly TraceCell[]): TraceRow['holds'] {
  const is = (holds: TraceCell['holds']) => cells.some((cell) => cell.holds === holds);
  if (is('no')) return 'no';
  return is('unknown') ? 'unknown' : 'yes';
}

const nothing: Evaluation = { conclusion: null, unknown: new Set() };

function citing(clauses: readonly ClauseId[], { conclusion, unknown }: Evaluation): Evaluation {
  if (!conclusion) return { conclusion, unknown };
  const all = [...new Set([...conclusion.clauses, ...clauses])];
  return { unknown, conclusion: { ...conclusion, clauses: all } };
}

interface Conclusions {
  readonly context: Context;
  readonly reader: Reader;
}

function conclude(table: DecisionTable, row: Row, { context, reader }: Conclusions): Evaluation {
  const { verdict } = row;
  if (verdict.kind === 'hands-over') {
    const next = context.tables.get(verdict.decision);
    return next ? citing(verdict.clauses, evaluate(next, context)) : nothing;
  }
  const used = usedInputs(table, row, verdict).map((input) => ({ input, ...reader(input) }));
  const unknown = new Set(used.flatMap((reading) => [...reading.unknown]));
  if (unknown.size > 0) return { conclusion: null, unknown };
  const readingOf = (fact: string) => used.find(({ input }) => input.fact === fact);
  const outcome = outcomeOf(verdict.outcome, (fact) => readingOf(fact)?.value ?? '');
  const textOf = (name: string) => {
    const leaning = reasonOf(name);
    if (leaning !== null) return readingOf(leaning)?.conclusion?.reason;
    return verdict.outcome.has(name) ? String(outcome[name]) : undefined;
  };
  const leanedOn = used.flatMap(({ conclusion }) => conclusion?.clauses ?? []);
  return {
    unknown,
    conclusion: {
      table: table.name,
      row: row.id,
      outcome,
      reason: fill(verdict.reason, textOf),
      clauses: [...new Set([...verdict.clauses, ...leanedOn])],
      nearMiss: verdict.nearMiss.map(({ fact, text }) => ({ fact, text: fill(text, textOf) })),
    },
  };
}

/** The inputs whose reason or value the row passes on, and the decisions that its cells ask for. */
function usedInputs(table: DecisionTable, row: Row, saying: Saying): readonly Input[] {
  const copied = [...saying.outcome.values()].flatMap((cell) =>
    cell.kind === 'copy' ? [cell.fact] : [],
  );
  const quoted = [saying.reason, ...saying.nearMiss.map(({ text }) => text)]
    .flatMap(placeholdersIn)
    .flatMap((name) => reasonOf(name) ?? []);
  return table.inputs.filter(
    ({ fact, source }, at) =>
      copied.includes(fact) ||
      quoted.includes(fact) ||
      (source.kind === 'decision' && (row.cells[at] ?? null) !== null),
  );
}

function outcomeOf(
  cells: ReadonlyMap<string, OutcomeCell>,
  copyOf: (fact: string) => FactValue,
): Outcome {
  const values = [...cells].map(([name, cell]): [string, FactValue] => [
    name,
    cell.kind === 'value' ? cell.value : copyOf(cell.fact),
  ]);
  // The check of the tables has seen to it that every row gives a status.
  return Object.fromEntries(values) as Outcome;
}
