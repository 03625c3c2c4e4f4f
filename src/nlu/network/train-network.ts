import type { LinearModel } from '../linear/model.ts';
import type { Problem, SparseRow } from '../linear/problem.ts';
import { createSeededRandom, type SeededRandom, shuffle } from '../linear/seeded-random.ts';
import type { Network } from './network.ts';

/** How a net learns. */
export interface NetworkParameter {
  readonly hiddenCount: number;
  /** How often it goes over the examples. */
  readonly passes: number;
  /** The length of the first steps; it falls to a tenth by the last pass. */
  readonly rate: number;
  /** Shares of the features and of the units that are left out of a step, others each time, so that none is relied on. */
  readonly featureDropout: number;
  readonly unitDropout: number;
  readonly seed: number;
}

/** Of the first weights, so that units begin apart from one another. */
const [inputSpread, outputSpread] = [0.3, 0.9];
const lastRate = 0.1;
/** Nothing is divided by 0, and the first step is not too long. */
const smallestSquare = 1e-8;

/** What learning works on; changed in place. */
interface Workspace {
  readonly parameter: NetworkParameter;
  readonly random: SeededRandom;
  readonly labelCount: number;
  /** By feature, then by unit; the last feature is the bias. */
  readonly inputs: Float32Array;
  /** By unit, then by label; the last unit is the bias. */
  readonly outputs: Float32Array;
  /** Squared gradients so far, of each feature and each label: who has learnt much takes shorter steps (AdaGrad, by rows). */
  readonly featureSquares: Float64Array;
  readonly labelSquares: Float64Array;
  /** Of the example at hand: the features that are not left out, the units, what is wrong with them and the labels. */
  readonly heard: Heard;
  readonly units: Float64Array;
  readonly unitErrors: Float64Array;
  readonly errors: Float64Array;
  /** Of each label, and for a unit of 1: how far its outputs go. */
  readonly steps: Float64Array;
}

/** The first `count` places are in use. */
interface Heard {
  readonly indices: Int32Array;
  readonly values: Float64Array;
  count: number;
}

/**
 * Learns by steps of stochastic gradient descent on the cross entropy. The same problem and parameter give the same
 * net, bit by bit.
 */
export function trainNetwork(problem: Problem, parameter: NetworkParameter): Network {
  const work = begin(problem, parameter);
  const order = Int32Array.from(problem.rows.keys());
  for (let pass = 0; pass < parameter.passes; pass += 1) {
    shuffle(order, order.length, work.random);
    const rate = parameter.rate * (1 - ((1 - lastRate) * pass) / parameter.passes);
    for (const at of order) {
      const row = problem.rows[at];
      if (row) learnFrom(work, { row, label: problem.labels[at] ?? 0, rate });
    }
  }
  const { hiddenCount } = parameter;
  return {
    hidden: layerOf(work.inputs, hiddenCount, problem.featureCount),
    output: layerOf(work.outputs, problem.labelCount, hiddenCount),
  };
}

function begin(
  { rows, featureCount, labelCount }: Problem,
  parameter: NetworkParameter,
): Workspace {
  const { hiddenCount, seed } = parameter;
  const random = createSeededRandom(seed);
  // One more, for the bias.
  const longest = rows.reduce((most, { indices }) => Math.max(most, indices.length), 0) + 1;
  return {
    parameter,
    random,
    labelCount,
    inputs: spread(featureCount, hiddenCount, inputSpread, random),
    outputs: spread(hiddenCount, labelCount, outputSpread / Math.sqrt(hiddenCount), random),
    featureSquares: new Float64Array(featureCount + 1).fill(smallestSquare),
    labelSquares: new Float64Array(labelCount).fill(smallestSquare),
    heard: { indices: new Int32Array(longest), values: new Float64Array(longest), count: 0 },
    units: new Float64Array(hiddenCount + 1),
    unitErrors: new Float64Array(hiddenCount),
    errors: new Float64Array(labelCount),
    steps: new Float64Array(labelCount),
  };
}

/** First weights up to `width` from 0, and 0 for the bias. */
function spread(
  featureCount: number,
  labelCount: number,
  width: number,
  random: SeededRandom,
): Float32Array {
  const weights = new Float32Array((featureCount + 1) * labelCount);
  for (let at = 0; at < weights.length; at += 1) weights[at] = (2 * random() - 1) * width;
  return weights.fill(0, featureCount * labelCount);
}

function layerOf(weights: Float32Array, labelCount: number, featureCount: number): LinearModel {
  const scales = new Float32Array(labelCount).fill(1);
  return { labelCount, featureCount, weights, scales, bias: 1 };
}

/** Sets the heard features: the bias, and those of the row that this step does not leave out, stronger for it. */
function thin({ parameter, random, featureSquares, heard }: Workspace, row: SparseRow): void {
  const { featureDropout } = parameter;
  const { indices, values } = row;
  heard.indices[0] = featureSquares.length - 1;
  heard.values[0] = 1;
  let count = 1;
  for (let at = 0; at < indices.length; at += 1) {
    if (random() < featureDropout) continue;
    heard.indices[count] = indices[at] ?? 0;
    heard.values[count] = (values[at] ?? 0) / (1 - featureDropout);
    count += 1;
  }
  heard.count = count;
}

interface Step {
  readonly row: SparseRow;
  readonly label: number;
  readonly rate: number;
}

function learnFrom(work: Workspace, step: Step): void {
  thin(work, step.row);
  hear(work);
  judge(work, step.label);
  correctOutputs(work, step.rate);
  correctInputs(work, step.rate);
}

/** Sets the units; those left out are 0, the others stronger for it. */
function hear({ parameter, random, inputs, units, heard }: Workspace): void {
  const { hiddenCount, unitDropout } = parameter;
  units.fill(0);
  for (let at = 0; at < heard.count; at += 1) {
    const start = (heard.indices[at] ?? 0) * hiddenCount;
    const value = heard.values[at] ?? 0;
    for (let unit = 0; unit < hiddenCount; unit += 1)
      units[unit] = (units[unit] ?? 0) + (inputs[start + unit] ?? 0) * value;
  }
  for (let unit = 0; unit < hiddenCount; unit += 1)
    units[unit] = random() < unitDropout ? 0 : Math.tanh(units[unit] ?? 0) / (1 - unitDropout);
  units[hiddenCount] = 1;
}

/** Sets the errors: how likely each label seems, less how likely it should. */
function judge(work: Workspace, label: number): void {
  const { labelCount, errors } = work;
  const highest = sayLogits(work);
  let sum = 0;
  for (let at = 0; at < labelCount; at += 1) {
    const power = Math.exp((errors[at] ?? 0) - highest);
    errors[at] = power;
    sum += power;
  }
  for (let at = 0; at < labelCount; at += 1) errors[at] = (errors[at] ?? 0) / sum;
  errors[label] = (errors[label] ?? 0) - 1;
}

/** Sets the errors to what the units say of each label; answers the highest. */
function sayLogits({ labelCount, outputs, units, errors }: Workspace): number {
  errors.fill(0);
  for (let unit = 0; unit < units.length; unit += 1) {
    const value = units[unit] ?? 0;
    if (value === 0) continue;
    const start = unit * labelCount;
    for (let at = 0; at < labelCount; at += 1)
      errors[at] = (errors[at] ?? 0) + (outputs[start + at] ?? 0) * value;
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < labelCount; at += 1) highest = Math.max(highest, errors[at] ?? 0);
  return highest;
}

/** Takes a step at the outputs, and sets the errors of the units by what the outputs were before. */
function correctOutputs(work: Workspace, rate: number): void {
  const { labelCount, outputs, units, unitErrors, errors, steps } = work;
  setSteps(work, rate);
  for (let unit = 0; unit < units.length; unit += 1) {
    const value = units[unit] ?? 0;
    const start = unit * labelCount;
    let error = 0;
    for (let label = 0; value !== 0 && label < labelCount; label += 1) {
      const weight = outputs[start + label] ?? 0;
      error += weight * (errors[label] ?? 0);
      outputs[start + label] = weight - value * (steps[label] ?? 0);
    }
    // The bias, behind the last unit, has no place here, and none is written.
    unitErrors[unit] = error;
  }
}

/** How far each label's outputs go, for a unit of 1. */
function setSteps(
  { parameter, labelCount, units, errors, labelSquares, steps }: Workspace,
  rate: number,
): void {
  let strength = 0;
  for (let unit = 0; unit < units.length; unit += 1) strength += (units[unit] ?? 0) ** 2;
  for (let label = 0; label < labelCount; label += 1) {
    const error = errors[label] ?? 0;
    const square = (labelSquares[label] ?? 0) + (error * error * strength) / parameter.hiddenCount;
    labelSquares[label] = square;
    steps[label] = (rate * error) / Math.sqrt(square);
  }
}

/** Takes a step at the inputs of the features that were heard. */
function correctInputs(work: Workspace, rate: number): void {
  const { parameter, inputs, units, unitErrors, featureSquares, heard } = work;
  const { hiddenCount, unitDropout } = parameter;
  const kept = 1 - unitDropout;
  let strength = 0;
  for (let unit = 0; unit < hiddenCount; unit += 1) {
    const height = (units[unit] ?? 0) * kept;
    const error = ((unitErrors[unit] ?? 0) * (1 - height * height)) / kept;
    unitErrors[unit] = error;
    strength += (error * error) / hiddenCount;
  }
  for (let at = 0; at < heard.count; at += 1) {
    const feature = heard.indices[at] ?? 0;
    const value = heard.values[at] ?? 0;
    const square = (featureSquares[feature] ?? 0) + strength * value * value;
    featureSquares[feature] = square;
    const step = (rate * value) / Math.sqrt(square);
    const start = feature * hiddenCount;
    for (let unit = 0; unit < hiddenCount; unit += 1)
      inputs[start + unit] = (inputs[start + unit] ?? 0) - step * (unitErrors[unit] ?? 0);
  }
}
