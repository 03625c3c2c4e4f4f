import type { Cell, CellTest } from '../../../src/policy/cell.ts';
import type { DecisionTable, Row } from '../../../src/policy/decision-table.ts';
import type { ChangedRow } from './mutant.ts';

/** The row with a bound moved by one, a `not` dropped, or a yes in the place of a no. */
export function mutatedCells({ inputs }: DecisionTable, row: Row): readonly ChangedRow[] {
  return row.cells.flatMap((cell, at) => {
    if (cell === null) return [];
    const fact = inputs[at]?.fact ?? '';
    return changesOf(cell).map(({ kind, cell: changed, change }) => ({
      kind,
      change: `${fact} ${cell.text} → ${change}`,
      row: { ...row, cells: row.cells.with(at, changed) },
    }));
  });
}

type ChangedCell = Pick<ChangedRow, 'kind' | 'change'> & { readonly cell: Cell };

function changesOf(cell: Cell): readonly ChangedCell[] {
  const turned: readonly ChangedCell[] = cell.isNegated
    ? [{ kind: 'negation', change: 'without not', cell: { ...cell, isNegated: false } }]
    : [];
  const tests = cell.tests.flatMap((test, at) =>
    changedTests(test).map(({ kind, change, test: changed }) => ({
      kind,
      change,
      cell: { ...cell, tests: cell.tests.with(at, changed) },
    })),
  );
  return [...turned, ...tests];
}

type ChangedTest = Pick<ChangedRow, 'kind' | 'change'> & { readonly test: CellTest };

function changedTests(test: CellTest): readonly ChangedTest[] {
  if (test.kind === 'is')
    return typeof test.value === 'boolean'
      ? [{ kind: 'negation', change: String(!test.value), test: { ...test, value: !test.value } }]
      : [];
  const { low, high } = test;
  return [
    ...moved(low).map((bound) => ({
      kind: 'number' as const,
      change: `from ${bound}`,
      test: { ...test, low: bound },
    })),
    ...moved(high).map((bound) => ({
      kind: 'number' as const,
      change: `up to ${bound}`,
      test: { ...test, high: bound },
    })),
  ];
}

const moved = (bound: number | null) => (bound === null ? [] : [bound - 1, bound + 1]);
