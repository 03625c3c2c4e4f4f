import type { LinearModel } from './model.ts';
import type { Parameter } from './parameter.ts';
import { type FlatRows, flattenRows, type Problem } from './problem.ts';
import { createSeededRandom, shuffle } from './seeded-random.ts';

/**
 * One L2-loss linear SVM for each label against the rest, by dual coordinate descent with shrinking (Hsieh, Chang,
 * Lin, Keerthi and Sundararajan: A dual coordinate descent method for large-scale linear SVM, ICML 2008):
 *
 *     min over w   ½ |w|² + C Σ max(0, 1 − yᵢ w·xᵢ)²
 *     its dual     min over α ≥ 0   ½ Σᵢⱼ αᵢαⱼ yᵢyⱼ xᵢ·xⱼ + Σᵢ αᵢ² / 4C − Σᵢ αᵢ,   w = Σ αᵢyᵢxᵢ
 *
 * Each step solves the dual exactly for one αᵢ and keeps w in step with it. The same problem and parameter give the
 * same model, bit by bit.
 */
export function train(problem: Problem, parameter: Parameter): LinearModel {
  const { labels, labelCount, featureCount } = problem;
  const rows = flattenRows(problem, parameter.bias);
  const weights = new Float32Array((featureCount + 1) * labelCount);
  for (let label = 0; label < labelCount; label += 1) {
    const signs = Int8Array.from(labels, (one) => (one === label ? 1 : -1));
    const one = solve(
      { rows, signs, featureCount },
      { ...parameter, seed: parameter.seed + label },
    );
    for (let feature = 0; feature <= featureCount; feature += 1)
      weights[feature * labelCount + label] = one[feature] ?? 0;
  }
  const scales = new Float32Array(labelCount).fill(1);
  return { labelCount, featureCount, weights, scales, bias: parameter.bias };
}

interface BinaryProblem {
  readonly rows: FlatRows;
  /** 1 for the rows of the label, −1 for the rest. */
  readonly signs: Int8Array;
  readonly featureCount: number;
}

/** What the solver works on; changed in place. */
interface Workspace extends BinaryProblem {
  readonly weights: Float64Array;
  readonly alphas: Float64Array;
  /** 1 / 2C: what the L2 loss adds to the diagonal of the dual's matrix. */
  readonly diagonal: number;
  /** `order[0 … activeCount)` is being worked on; the rest has been shrunk away. */
  readonly order: Int32Array;
  activeCount: number;
  /** An α of 0 whose gradient is above it will most likely stay 0. */
  shrinkAbove: number;
}

function solve(problem: BinaryProblem, parameter: Parameter): Float64Array {
  const rowCount = problem.signs.length;
  const work: Workspace = {
    ...problem,
    weights: new Float64Array(problem.featureCount + 1),
    alphas: new Float64Array(rowCount),
    diagonal: 0.5 / parameter.cost,
    order: Int32Array.from({ length: rowCount }, (_, at) => at),
    activeCount: rowCount,
    shrinkAbove: Number.POSITIVE_INFINITY,
  };
  const random = createSeededRandom(parameter.seed);
  for (let pass = 0; pass < parameter.passes; pass += 1) {
    shuffle(work.order, work.activeCount, random);
    const { highest, lowest } = passOver(work);
    if (highest - lowest >= parameter.epsilon) {
      work.shrinkAbove = highest > 0 ? highest : Number.POSITIVE_INFINITY;
      continue;
    }
    if (work.activeCount === rowCount) break;
    // Solved for what was left: look once more at everything.
    work.activeCount = rowCount;
    work.shrinkAbove = Number.POSITIVE_INFINITY;
  }
  return work.weights;
}

/** Takes each active row once; answers the range of the projected gradients, which is 0 at the optimum. */
function passOver(work: Workspace): { readonly highest: number; readonly lowest: number } {
  const { order, alphas } = work;
  let highest = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < work.activeCount; at += 1) {
    const row = order[at] ?? 0;
    const gradient = gradientOf(work, row);
    const isAtBound = alphas[row] === 0;
    if (isAtBound && gradient > work.shrinkAbove) {
      shrinkAway(work, at);
      // Another row has come to this place.
      at -= 1;
      continue;
    }
    const projected = isAtBound ? Math.min(gradient, 0) : gradient;
    highest = Math.max(highest, projected);
    lowest = Math.min(lowest, projected);
    if (projected !== 0) step(work, row, gradient);
  }
  return { highest, lowest };
}

function gradientOf({ rows, signs, weights, alphas, diagonal }: Workspace, row: number): number {
  const { starts, indices, values } = rows;
  const end = starts[row + 1] ?? 0;
  let product = 0;
  for (let at = starts[row] ?? 0; at < end; at += 1)
    product += (weights[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
  return (signs[row] ?? 0) * product - 1 + (alphas[row] ?? 0) * diagonal;
}

function step(work: Workspace, row: number, gradient: number): void {
  const { rows, signs, weights, alphas, diagonal } = work;
  const { starts, indices, values, squaredNorms } = rows;
  const before = alphas[row] ?? 0;
  const after = Math.max(before - gradient / ((squaredNorms[row] ?? 0) + diagonal), 0);
  const change = (after - before) * (signs[row] ?? 0);
  alphas[row] = after;
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? 0; at < end; at += 1) {
    const index = indices[at] ?? 0;
    weights[index] = (weights[index] ?? 0) + change * (values[at] ?? 0);
  }
}

function shrinkAway(work: Workspace, at: number): void {
  const { order } = work;
  work.activeCount -= 1;
  const kept = order[at] ?? 0;
  order[at] = order[work.activeCount] ?? 0;
  order[work.activeCount] = kept;
}
