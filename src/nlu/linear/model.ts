import type { SparseRow } from './problem.ts';

/** What was learnt: a weight for each feature and label, one after another by feature; the bias is the last feature. */
export interface LinearModel {
  readonly labelCount: number;
  readonly featureCount: number;
  readonly weights: Float32Array;
  readonly bias: number;
}

/** How far on its side of the border each label sees the row. */
export function marginsOf(model: LinearModel, { indices, values }: SparseRow): Float64Array {
  const margins = new Float64Array(model.labelCount);
  addFeature(model, margins, model.featureCount, model.bias);
  for (let at = 0; at < indices.length; at += 1)
    addFeature(model, margins, indices[at] ?? 0, values[at] ?? 0);
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
