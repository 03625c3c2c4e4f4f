import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LinearModel, marginsOf } from '../../../src/nlu/linear/model.ts';
import type { Problem, SparseRow } from '../../../src/nlu/linear/problem.ts';
import { logitsOf, type Network } from '../../../src/nlu/network/network.ts';
import { sideBySide } from '../../../src/nlu/network/side-by-side.ts';
import { type NetworkParameter, trainNetwork } from '../../../src/nlu/network/train-network.ts';

const parameter: NetworkParameter = {
  hiddenCount: 4,
  passes: 1,
  rate: 0.1,
  featureDropout: 0,
  unitDropout: 0,
  seed: 1,
};
const row = (...values: readonly number[]): SparseRow => ({
  indices: Int32Array.from(values.keys()),
  values: Float32Array.from(values),
});

test('a net tells apart what no border can', () => {
  const rows = [row(1, 0), row(0, 1), row(1, 1), row(0, 0)];
  const problem: Problem = { rows, labels: [1, 1, 0, 0], labelCount: 2, featureCount: 2 };

  const network = trainNetwork(problem, { ...parameter, hiddenCount: 8, passes: 1000, rate: 0.5 });

  for (const [at, one] of rows.entries()) {
    const [no = 0, yes = 0] = logitsOf(network, one);
    expect(yes > no ? 1 : 0).toBe(problem.labels[at]);
  }
});

test('the same problem and parameter give the same net', () => {
  const problem: Problem = {
    rows: [row(1, 2, 3), row(0, 1, 0), row(3, 0, 1)],
    labels: [0, 1, 2],
    labelCount: 3,
    featureCount: 3,
  };
  const dropping = { ...parameter, passes: 5, featureDropout: 0.3, unitDropout: 0.3 };

  expect(trainNetwork(problem, dropping)).toEqual(trainNetwork(problem, dropping));
});

test('nets side by side say the mean of what each says', () => {
  const problem: Problem = {
    rows: [row(1, 0, 2), row(0, 1, 0)],
    labels: [0, 1],
    labelCount: 2,
    featureCount: 3,
  };
  const nets = [1, 2, 3].map((hiddenCount) =>
    trainNetwork(problem, { ...parameter, hiddenCount, passes: 20, seed: hiddenCount }),
  );
  const one = row(0.5, 1, 0.2);

  const said = logitsOf(sideBySide(nets), one);

  for (const [label, logit] of said.entries()) {
    const each = nets.map((net) => logitsOf(net, one)[label] ?? 0);
    expect(logit).toBeCloseTo(each.reduce((sum, one) => sum + one, 0) / nets.length, 5);
  }
});

test('a step goes down the slope that is measured by trying', () => {
  const values = fc.array(fc.double({ min: 0.1, max: 1, noNaN: true }), {
    minLength: 3,
    maxLength: 3,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 2 }), fc.integer(), (one, label, seed) => {
      const problem: Problem = {
        rows: [row(...one)],
        labels: [label],
        labelCount: 3,
        featureCount: 3,
      };
      const before = trainNetwork(problem, { ...parameter, seed, passes: 0 });

      const after = trainNetwork(problem, { ...parameter, seed });

      const surpriseOf = (network: Network) => surprise(network, row(...one), label);
      expectClose(
        after.hidden,
        stepped(before.hidden, 'feature', (hidden) => surpriseOf({ ...before, hidden })),
      );
      expectClose(
        after.output,
        stepped(before.output, 'label', (output) => surpriseOf({ ...before, output })),
      );
    }),
    { numRuns: 30 },
  );
});

/** The cross entropy of the label. */
function surprise(network: Network, one: SparseRow, label: number): number {
  const units = Float64Array.from(marginsOf(network.hidden, one), Math.tanh);
  const { weights, labelCount, featureCount } = network.output;
  const logits = Array.from({ length: labelCount }, (_, at) =>
    [...units, 1].reduce(
      (sum, unit, place) => sum + unit * (weights[place * labelCount + at] ?? 0),
      0,
    ),
  );
  expect(featureCount).toBe(units.length);
  const all = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return all - (logits[label] ?? 0);
}

const nudge = 1e-3;
const smallestSquare = 1e-8;

/** One step of AdaGrad, each feature or each label with one length for all its weights. */
function stepped(
  layer: LinearModel,
  by: 'feature' | 'label',
  surpriseWith: (layer: LinearModel) => number,
): readonly number[] {
  const { labelCount } = layer;
  const nudged = (at: number, change: number) => {
    const weights = Float32Array.from(layer.weights);
    weights[at] = (weights[at] ?? 0) + change;
    return { surprise: surpriseWith({ ...layer, weights }), weight: weights[at] ?? 0 };
  };
  const slopes = Array.from(layer.weights, (_, at) => {
    const [up, down] = [nudged(at, nudge), nudged(at, -nudge)];
    return (up.surprise - down.surprise) / (up.weight - down.weight);
  });
  const groupOf = (at: number) =>
    by === 'feature' ? Math.floor(at / labelCount) : at % labelCount;
  return slopes.map((slope, at) => {
    const own = slopes.filter((_, other) => groupOf(other) === groupOf(at));
    const square = own.reduce((sum, one) => sum + one * one, 0) / parameter.hiddenCount;
    return (layer.weights[at] ?? 0) - (parameter.rate * slope) / Math.sqrt(square + smallestSquare);
  });
}

function expectClose({ weights }: LinearModel, expected: readonly number[]): void {
  for (const [at, weight] of expected.entries()) expect(weights[at]).toBeCloseTo(weight, 2);
}
