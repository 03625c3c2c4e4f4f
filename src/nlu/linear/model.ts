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

/** How far on its side of the border each label sees the row. */
export function marginsOf(model: LinearModel, { indices, values }: SparseRow): Float64Array {
  const margins = new Float64Array(model.labelCount);
  addFeature(model, margins, model.featureCount, model.bias);
  for (let at = 0; at < indices.length; at += 1)
    addFeature(model, margins, indices[at] ?? 0, values[at] ?? 0);
  return margins.map((margin, label) => margin * (model.scales[label] ?? 1));
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
