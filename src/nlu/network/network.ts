import { type LinearModel, marginsOf } from '../linear/model.ts';
import type { SparseRow } from '../linear/problem.ts';

/**
 * A net with one hidden layer. Where a border weighs each feature by itself, a hidden unit hears several together.
 *
 *     features ── hidden ──▶ sums ── tanh ──▶ units ── output ──▶ logits
 */
export interface Network {
  /** From features to hidden units: its "labels" are the units. */
  readonly hidden: LinearModel;
  /** From hidden units to labels: its "features" are the units. */
  readonly output: LinearModel;
}

/** Of each label; the softmax of them is how likely the net finds it. */
export function logitsOf({ hidden, output }: Network, row: SparseRow): Float64Array {
  const sums = marginsOf(hidden, row);
  const units = { indices: new Int32Array(sums.length), values: new Float32Array(sums.length) };
  for (let unit = 0; unit < sums.length; unit += 1) {
    units.indices[unit] = unit;
    units.values[unit] = Math.tanh(sums[unit] ?? 0);
  }
  return marginsOf(output, units);
}
