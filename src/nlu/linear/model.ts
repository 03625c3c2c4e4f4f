import type { SparseRow } from './problem.ts';

/** What was learnt. The weight of a feature for a label is `weights[feature * labelCount + label] * scales[label]`. */
export interface LinearModel {
  readonly labelCount: number;
  /** One more feature stands behind the last: the bias. */
  readonly featureCount: number;
  /** By feature, so that a feature's weights for all labels lie side by side. */
  readonly weights: Float32Array | Int8Array;
  /** Of each label; 1 where weights are not rounded. */
  readonly scales: Float32Array;
  readonly bias: number;
}

/** So many features are added at a time: what they add up to is loaded and stored once for all of them. */
const atATime = 4;

/** How far on its side of the border each label sees the row. */
export function marginsOf(model: LinearModel, row: SparseRow): Float64Array {
  const { labelCount, featureCount, bias, scales } = model;
  const { indices, values } = row;
  const margins = new Float64Array(labelCount);
  addFeature(model, margins, featureCount, bias);
  const rest = indices.length % atATime;
  for (let at = 0; at < rest; at += 1)
    addFeature(model, margins, indices[at] ?? 0, values[at] ?? 0);
  for (let at = rest; at < indices.length; at += atATime) addFour(model, margins, row, at);
  for (let label = 0; label < labelCount; label += 1)
    margins[label] = (margins[label] ?? 0) * (scales[label] ?? 1);
  return margins;
}

function addFeature(
  { weights, labelCount }: LinearModel,
  margins: Float64Array,
  feature: number,
  value: number,
): void {
  const start = feature * labelCount;
  for (let label = 0; label < labelCount; label += 1)
    margins[label] = (margins[label] ?? 0) + (weights[start + label] ?? 0) * value;
}

/** Adds the features at four places of a row, one after another: the bits are those of `addFeature`. */
function addFour(
  { weights, labelCount }: LinearModel,
  margins: Float64Array,
  { indices, values }: SparseRow,
  at: number,
): void {
  const { a, b, c, d } = startsOf(indices, at, labelCount);
  const { byA, byB, byC, byD } = factorsOf(values, at);
  for (let label = 0; label < labelCount; label += 1) {
    let margin = margins[label] ?? 0;
    margin += (weights[a + label] ?? 0) * byA;
    margin += (weights[b + label] ?? 0) * byB;
    margin += (weights[c + label] ?? 0) * byC;
    margin += (weights[d + label] ?? 0) * byD;
    margins[label] = margin;
  }
}

function startsOf(indices: Int32Array, at: number, labelCount: number) {
  return {
    a: (indices[at] ?? 0) * labelCount,
    b: (indices[at + 1] ?? 0) * labelCount,
    c: (indices[at + 2] ?? 0) * labelCount,
    d: (indices[at + 3] ?? 0) * labelCount,
  };
}

function factorsOf(values: Float32Array, at: number) {
  return {
    byA: values[at] ?? 0,
    byB: values[at + 1] ?? 0,
    byC: values[at + 2] ?? 0,
    byD: values[at + 3] ?? 0,
  };
}
