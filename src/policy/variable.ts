import { type Cell, type CellTest, cellHolds } from './cell.ts';
import type { FactValue } from './decision.ts';
import type { DecisionTable, Input, InputSource, Presumption } from './decision-table.ts';
import { type FactType, fromOrdinal, isOrdered, ordinalOf } from './fact-type.ts';

/** Values that no cell tells apart: some of a list, or a stretch of whole numbers or days. */
export interface ValueClass {
  /** One of them. */
  readonly value: FactValue;
  /** All of them, where they can be listed. */
  readonly values: readonly FactValue[];
  /** Ends of the stretch, as ordinals; `null` is open. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A fact that tables depend on, with its domain cut into classes. */
export interface Variable {
  readonly name: string;
  readonly type: FactType;
  /** The slot to ask for. */
  readonly asks: string;
  readonly daysSince: string | null;
  readonly presume: Presumption | null;
  /** Its place in the order of decision diagrams. */
  readonly order: number;
  readonly classes: readonly ValueClass[];
}

/** Index of the class that holds the value. */
export function classOf(variable: Variable, value: FactValue): number {
  if (!isOrdered(variable.type))
    return variable.classes.findIndex(({ values }) => values.includes(value));
  const ordinal = ordinalOf(value);
  return variable.classes.findIndex(({ high }) => high === null || ordinal <= high);
}

/** The facts of all tables that are not decisions themselves, in the order of the tables. */
export function variablesOf(tables: readonly DecisionTable[]): ReadonlyMap<string, Variable> {
  const inputs = tables.flatMap((table) => table.inputs).filter(isTold);
  const presumed = inputs.flatMap(({ source }) =>
    source.kind === 'fact' ? (source.presume?.when ?? []) : [],
  );
  const asked = [...tables.flatMap(askedCells), ...presumed];
  // The same fact looks the same wherever it is an input: the check of the names has seen to it.
  const first = new Map(inputs.toReversed().map((input) => [input.fact, input]));
  const names = [...new Set(inputs.map(({ fact }) => fact))];
  return new Map(
    names.flatMap((name, order) => {
      const input = first.get(name);
      const cells = asked.filter(({ fact }) => fact === name).map(({ cell }) => cell);
      return input ? [[name, variableOf(input, { order, cells })] as const] : [];
    }),
  );
}

type Told = Input & { readonly source: Exclude<InputSource, { readonly kind: 'decision' }> };

function isTold(input: Input): input is Told {
  return input.source.kind !== 'decision';
}

function askedCells({ inputs, rows }: DecisionTable) {
  return rows.flatMap(({ cells }) =>
    cells.flatMap((cell, at) => {
      const input = inputs[at];
      return cell && input ? [{ fact: input.fact, cell }] : [];
    }),
  );
}

interface VariablePlace {
  readonly order: number;
  readonly cells: readonly Cell[];
}

function variableOf({ fact, type, source }: Told, { order, cells }: VariablePlace): Variable {
  const isCounted = source.kind === 'days-since';
  return {
    name: fact,
    type,
    asks: isCounted ? source.date : source.asks,
    daysSince: isCounted ? source.date : null,
    presume: isCounted ? null : source.presume,
    order,
    classes: classesOf(type, cells),
  };
}

/** The coarsest cut of a domain for which each of the cells holds for all or for none of a class. */
export function classesOf(type: FactType, cells: readonly Cell[]): readonly ValueClass[] {
  if (type.kind === 'boolean') return listedClasses([true, false], cells);
  if (type.kind === 'enum') return listedClasses(type.values, cells);
  const begins = cells.flatMap(({ tests }) => tests.flatMap(beginsOf));
  const sorted = [...new Set(begins)].toSorted((a, b) => a - b);
  const cuts: readonly (number | null)[] = [null, ...sorted];
  return cuts.map((low, at) => {
    const next = cuts[at + 1] ?? null;
    const high = next === null ? null : next - 1;
    return { low, high, values: [], value: fromOrdinal(type, low ?? high ?? 0) };
  });
}

function listedClasses(
  values: readonly FactValue[],
  cells: readonly Cell[],
): readonly ValueClass[] {
  const signature = (value: FactValue) => cells.map((cell) => cellHolds(cell, value)).join();
  const alike = Map.groupBy(values, signature);
  return [...alike.values()].flatMap((group) => {
    const [value] = group;
    return value === undefined ? [] : [{ value, values: group, low: null, high: null }];
  });
}

/** Where a new class begins: at the low end, and behind the high end. */
function beginsOf(test: CellTest): readonly number[] {
  if (test.kind === 'is') return [];
  const { low, high } = test;
  return [...(low === null ? [] : [low]), ...(high === null ? [] : [high + 1])];
}
