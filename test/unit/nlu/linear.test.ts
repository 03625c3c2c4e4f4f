import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinearModel, marginsOf } from '../../../src/nlu/linear/model.ts';
import type { Parameter } from '../../../src/nlu/linear/parameter.ts';
import type { Problem, SparseRow } from '../../../src/nlu/linear/problem.ts';
import { quantise } from '../../../src/nlu/linear/quantise.ts';
import { train } from '../../../src/nlu/linear/train.ts';

const exact: Parameter = { cost: 1, epsilon: 1e-6, passes: 5000, bias: 1, seed: 1 };

function rowOf(values: readonly number[]): SparseRow {
  const present = values.flatMap((value, index) => (value === 0 ? [] : [index]));
  return {
    indices: Int32Array.from(present),
    values: Float32Array.from(present, (index) => values[index] ?? 0),
  };
}

const featureCount = 4;
const problems: fc.Arbitrary<Problem> = fc
  .array(
    fc.record({
      features: fc.array(fc.integer({ min: -4, max: 4 }), {
        minLength: featureCount,
        maxLength: featureCount,
      }),
      label: fc.nat(2),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((examples) => ({
    rows: examples.map(({ features }) => rowOf(features.map((value) => value / 4))),
    labels: examples.map(({ label }) => label),
    labelCount: 3,
    featureCount,
  }));

describe('the solver', () => {
  test('reaches the least cost that a naive descent finds', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(0.25, 1, 4), (problem, cost) => {
        const model = train(problem, { ...exact, cost });

        for (let label = 0; label < problem.labelCount; label += 1) {
          const found = costOf(problem, label, cost, weightsOf(model, label));
          const least = costOf(problem, label, cost, descend(problem, label, cost));
          expect(found).toBeCloseTo(least, 4);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same bits for the same problem and seed', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const parameter = { ...exact, passes: 5 };

        expect(train(problem, parameter).weights).toEqual(train(problem, parameter).weights);
      }),
    );
  });

  test('tells apart what can be told apart', () => {
    const examples = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 1],
    ];
    const rows = examples.map(rowOf);

    const model = train({ rows, labels: [0, 1, 2], labelCount: 3, featureCount }, exact);

    const best = rows.map((row) => {
      const margins = marginsOf(model, row);
      return margins.indexOf(Math.max(...margins));
    });
    expect(best).toEqual([0, 1, 2]);
  });
});

function weightsOf({ weights, labelCount }: LinearModel, label: number): readonly number[] {
  return Array.from(
    { length: featureCount + 1 },
    (_, feature) => weights[feature * labelCount + label] ?? 0,
  );
}

/** The examples with their intercept, and on which side of the border they belong. */
function examplesOf({ rows, labels }: Problem, label: number) {
  return rows.map(({ indices, values }, at) => {
    const dense = [0, 0, 0, 0, exact.bias];
    for (const [place, index] of indices.entries()) dense[index] = values[place] ?? 0;
    return { dense, sign: labels[at] === label ? 1 : -1 };
  });
}

const product = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

/** ½ |w|² + C Σ max(0, 1 − y w·x)². */
function costOf(problem: Problem, label: number, cost: number, weights: readonly number[]): number {
  const losses = examplesOf(problem, label).map(
    ({ dense, sign }) => Math.max(0, 1 - sign * product(weights, dense)) ** 2,
  );
  return product(weights, weights) / 2 + cost * losses.reduce((sum, loss) => sum + loss, 0);
}

/** Plain gradient descent with a step that is safe for the steepest curve. */
function descend(problem: Problem, label: number, cost: number): readonly number[] {
  const examples = examplesOf(problem, label);
  const curve = 1 + 2 * cost * examples.reduce((sum, { dense }) => sum + product(dense, dense), 0);
  let weights: readonly number[] = Array.from({ length: featureCount + 1 }, () => 0);
  for (let round = 0; round < 40 * curve; round += 1) {
    const gradient = [...weights];
    for (const { dense, sign } of examples) {
      const loss = Math.max(0, 1 - sign * product(weights, dense));
      for (const [at, value] of dense.entries())
        gradient[at] = (gradient[at] ?? 0) - 2 * cost * loss * sign * value;
    }
    weights = weights.map((weight, at) => weight - (gradient[at] ?? 0) / curve);
  }
  return weights;
}

test('rounding moves a margin by at most half a step for each feature', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const model = train(problem, exact);
      const rounded = quantise(model);

      for (const row of problem.rows) {
        const exactMargins = marginsOf(model, row);
        const size = row.values.reduce((sum, value) => sum + Math.abs(value), exact.bias);
        for (const [label, margin] of marginsOf(rounded, row).entries()) {
          const most = ((rounded.scales[label] ?? 0) / 2) * size;
          expect(Math.abs(margin - (exactMargins[label] ?? 0))).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
  );
});

test('a row of any length adds up to the bits of its features one after another', () => {
  const weight = fc.double({ min: -1, max: 1, noNaN: true });
  const [labelCount, features] = [3, 12];
  const weights = fc.array(weight, {
    minLength: (features + 1) * labelCount,
    maxLength: (features + 1) * labelCount,
  });
  const values = fc.array(weight, { maxLength: features });
  fc.assert(
    fc.property(weights, values, (learnt, own) => {
      const model: LinearModel = {
        labelCount,
        featureCount: features,
        weights: Float32Array.from(learnt),
        scales: new Float32Array(labelCount).fill(0.5),
        bias: 1,
      };
      const row = { indices: Int32Array.from(own.keys()), values: Float32Array.from(own) };

      const margins = marginsOf(model, row);

      const expected = [0, 1, 2].map((label) => {
        let sum = 0 + (model.weights[features * labelCount + label] ?? 0);
        for (const [at, value] of row.values.entries())
          sum += (model.weights[at * labelCount + label] ?? 0) * value;
        return sum * 0.5;
      });
      expect([...margins]).toEqual(expected);
    }),
  );
});
