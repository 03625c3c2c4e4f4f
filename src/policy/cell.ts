import type { FactValue } from './decision.ts';
import { ordinalOf } from './fact-type.ts';

/** What a cell asks of a fact. Of ordered values the bounds are whole numbers and belong to the range. */
export type CellTest =
  | { readonly kind: 'is'; readonly value: FactValue }
  | { readonly kind: 'within'; readonly low: number | null; readonly high: number | null };

/** A cell that asks something; `-` is no cell at all. */
export interface Cell {
  /** As written in the file. */
  readonly text: string;
  readonly isNegated: boolean;
  /** One of them must hold. */
  readonly tests: readonly CellTest[];
  /** The numbers in it, as written: figures of a clause. */
  readonly figures: readonly number[];
}

export function cellHolds(cell: Cell, value: FactValue): boolean {
  return cell.tests.some((test) => testHolds(test, value)) !== cell.isNegated;
}

function testHolds(test: CellTest, value: FactValue): boolean {
  if (test.kind === 'is') return test.value === value;
  const ordinal = ordinalOf(value);
  return (test.low === null || ordinal >= test.low) && (test.high === null || ordinal <= test.high);
}
