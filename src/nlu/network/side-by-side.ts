import type { LinearModel } from '../linear/model.ts';
import type { Network } from './network.ts';

/**
 * Several nets as one with all their units, whose logits are the mean of theirs. Nets that began elsewhere err
 * elsewhere, and the mean errs less often than each.
 */
export function sideBySide(networks: readonly Network[]): Network {
  const hidden = joinLabels(networks.map((network) => network.hidden));
  const output = joinFeatures(networks.map((network) => network.output));
  return { hidden, output };
}

/** Layers over the same features: their labels beside one another. */
function joinLabels(layers: readonly LinearModel[]): LinearModel {
  const { featureCount = 0, bias = 1 } = layers[0] ?? {};
  const labelCount = layers.reduce((sum, layer) => sum + layer.labelCount, 0);
  const weights = new Float32Array((featureCount + 1) * labelCount);
  let first = 0;
  for (const layer of layers) {
    for (let feature = 0; feature <= featureCount; feature += 1) {
      const [from, to] = [feature * layer.labelCount, feature * labelCount + first];
      for (let label = 0; label < layer.labelCount; label += 1)
        weights[to + label] = layer.weights[from + label] ?? 0;
    }
    first += layer.labelCount;
  }
  return { labelCount, featureCount, weights, scales: new Float32Array(labelCount).fill(1), bias };
}

/** Layers for the same labels: their features behind one another, each with its share of the whole, and one bias. */
function joinFeatures(layers: readonly LinearModel[]): LinearModel {
  const { labelCount = 0, bias = 1 } = layers[0] ?? {};
  const featureCount = layers.reduce((sum, layer) => sum + layer.featureCount, 0);
  const weights = new Float32Array((featureCount + 1) * labelCount);
  const biasStart = featureCount * labelCount;
  let first = 0;
  for (const layer of layers) {
    const ownBias = layer.featureCount * labelCount;
    for (const [at, weight] of layer.weights.entries()) {
      const place = at < ownBias ? first + at : biasStart + at - ownBias;
      weights[place] = (weights[place] ?? 0) + weight / layers.length;
    }
    first += ownBias;
  }
  return { labelCount, featureCount, weights, scales: new Float32Array(labelCount).fill(1), bias };
}
