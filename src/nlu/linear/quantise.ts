import type { LinearModel } from './model.ts';

const largestStep = 127;

/** The model with each weight rounded to one of 255 steps of its label's largest: a quarter of the size. */
export function quantise(model: LinearModel): LinearModel {
  const { labelCount, weights } = model;
  const scales = scalesOf(model);
  // Divided by a scale of 0 a weight of 0 is not a number, which becomes the step 0.
  const steps = new Int8Array(weights.length);
  for (let start = 0; start < weights.length; start += labelCount)
    for (let label = 0; label < labelCount; label += 1)
      steps[start + label] = Math.round((weights[start + label] ?? 0) / (scales[label] ?? 0));
  return { ...model, weights: steps, scales };
}

function scalesOf({ labelCount, weights }: LinearModel): Float32Array {
  const scales = new Float32Array(labelCount);
  for (let start = 0; start < weights.length; start += labelCount)
    for (let label = 0; label < labelCount; label += 1) {
      const step = Math.abs(weights[start + label] ?? 0) / largestStep;
      scales[label] = Math.max(scales[label] ?? 0, step);
    }
  return scales;
}
