import type { LinearModel } from './model.ts';

const largestStep = 127;

/** The model with each weight rounded to one of 255 steps of its label's largest: a quarter of the size. */
export function quantise(model: LinearModel): LinearModel {
  const { labelCount, weights } = model;
  const scales = new Float32Array(labelCount);
  for (let at = 0; at < weights.length; at += 1) {
    const label = at % labelCount;
    const step = Math.abs(weights[at] ?? 0) / largestStep;
    if (step > (scales[label] ?? 0)) scales[label] = step;
  }
  const steps = Int8Array.from(weights, (weight, at) => {
    const scale = scales[at % labelCount] ?? 0;
    return scale === 0 ? 0 : Math.round(weight / scale);
  });
  return { ...model, weights: steps, scales };
}
