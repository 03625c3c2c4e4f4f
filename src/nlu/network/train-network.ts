import type { LinearModel } from '../linear/model.ts';
import type { Problem, SparseRow } from '../linear/problem.ts';
import { createSeededRandom, type SeededRandom, shuffle } from '../linear/seeded-random.ts';
import {
  type Columns,
  correct,
  correctAndBlame,
  endRows,
  type Rows,
  rowsFor,
  sumUp,
} from './four-rows.ts';
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
  readonly heard: Heard;
  readonly present: Present;
  readonly allLabels: Columns;
  /** Of the example at hand: what is wrong with what is said of each label. */
  readonly errors: Float64Array;
  /** Of each label, and for a unit of 1: how far its outputs go. */
  readonly steps: Float64Array;
}

/** The features of the example at hand that are not left out. */
interface Heard {
  readonly indices: Int32Array;
  /** Where their inputs are, and how strong they are. */
  readonly rows: Rows;
  /** Where their inputs are, and how far they go for a unit that is wrong by 1. */
  readonly steps: Rows;
}

/** The units that are not left out. */
interface Present {
  readonly columns: Columns;
  /** Where their outputs are, and what they are; behind the last stands the bias. */
  readonly rows: Rows;
  readonly sums: Float64Array;
  readonly errors: Float64Array;
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
    heard: {
      indices: new Int32Array(longest),
      rows: rowsFor(longest),
      steps: rowsFor(longest),
    },
    present: {
      columns: { places: new Int32Array(hiddenCount), count: 0 },
      rows: rowsFor(hiddenCount + 1),
      sums: new Float64Array(hiddenCount),
      // Of the bias too, and of those that fill up four: nobody reads them.
      errors: new Float64Array(rowsFor(hiddenCount + 1).starts.length),
    },
    allLabels: {
      places: Int32Array.from({ length: labelCount }, (_, at) => at),
      count: labelCount,
    },
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

interface Step {
  readonly row: SparseRow;
  readonly label: number;
  readonly rate: number;
}

function learnFrom(work: Workspace, { row, label, rate }: Step): void {
  const { inputs, outputs, heard, present, allLabels, errors } = work;
  thinFeatures(work, row);
  thinUnits(work);
  sumUp(inputs, heard.rows, present.columns, present.sums);
  setUnits(work);
  sumUp(outputs, present.rows, allLabels, errors);
  judge(work, label);
  setLabelSteps(work, rate);
  correctAndBlame(outputs, present.rows, work, present.errors);
  setFeatureSteps(work, rate);
  correct(inputs, heard.steps, present.columns, present.errors);
}

/** Sets the heard features: the bias, and those of the row that this step does not leave out, stronger for it. */
function thinFeatures(
  { parameter, random, featureSquares, heard }: Workspace,
  { indices, values }: SparseRow,
): void {
  const { featureDropout, hiddenCount } = parameter;
  const { starts, factors } = heard.rows;
  const bias = featureSquares.length - 1;
  heard.indices[0] = bias;
  starts[0] = bias * hiddenCount;
  factors[0] = 1;
  let count = 1;
  for (let at = 0; at < indices.length; at += 1) {
    if (random() < featureDropout) continue;
    const index = indices[at] ?? 0;
    heard.indices[count] = index;
    starts[count] = index * hiddenCount;
    factors[count] = (values[at] ?? 0) / (1 - featureDropout);
    count += 1;
  }
  endRows(heard.rows, count);
}

/** Sets the columns of the units that this step does not leave out. */
function thinUnits({ parameter, random, present }: Workspace): void {
  const { places } = present.columns;
  let count = 0;
  for (let unit = 0; unit < parameter.hiddenCount; unit += 1) {
    if (random() < parameter.unitDropout) continue;
    places[count] = unit;
    count += 1;
  }
  present.columns.count = count;
}

/** Sets the units, stronger for those that are left out; one that says nothing is left out as well. */
function setUnits({ parameter, labelCount, present }: Workspace): void {
  const { columns, rows, sums } = present;
  let count = 0;
  for (let at = 0; at < columns.count; at += 1) {
    const value = Math.tanh(sums[at] ?? 0) / (1 - parameter.unitDropout);
    if (value === 0) continue;
    const unit = columns.places[at] ?? 0;
    columns.places[count] = unit;
    rows.starts[count] = unit * labelCount;
    rows.factors[count] = value;
    count += 1;
  }
  columns.count = count;
  rows.starts[count] = parameter.hiddenCount * labelCount;
  rows.factors[count] = 1;
  endRows(rows, count + 1);
}

/** Makes what is said of each label an error: how likely it seems, less how likely it should. */
function judge({ labelCount, errors }: Workspace, label: number): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < labelCount; at += 1) highest = Math.max(highest, errors[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < labelCount; at += 1) {
    const power = Math.exp((errors[at] ?? 0) - highest);
    errors[at] = power;
    sum += power;
  }
  for (let at = 0; at < labelCount; at += 1) errors[at] = (errors[at] ?? 0) / sum;
  errors[label] = (errors[label] ?? 0) - 1;
}

/** How far each label's outputs go, for a unit of 1. */
function setLabelSteps(
  { parameter, labelCount, present, errors, labelSquares, steps }: Workspace,
  rate: number,
): void {
  const { factors, count } = present.rows;
  let strength = 0;
  for (let at = 0; at < count; at += 1) strength += (factors[at] ?? 0) ** 2;
  for (let label = 0; label < labelCount; label += 1) {
    const error = errors[label] ?? 0;
    const square = (labelSquares[label] ?? 0) + (error * error * strength) / parameter.hiddenCount;
    labelSquares[label] = square;
    steps[label] = (rate * error) / Math.sqrt(square);
  }
}

/** How far the inputs of each heard feature go; by how much each unit is wrong becomes what its sum is wrong by. */
function setFeatureSteps(work: Workspace, rate: number): void {
  const { featureSquares, heard } = work;
  const { rows, steps, indices } = heard;
  const strength = throughUnits(work);
  for (let at = 0; at < rows.count; at += 1) {
    const feature = indices[at] ?? 0;
    const value = rows.factors[at] ?? 0;
    const square = (featureSquares[feature] ?? 0) + strength * value * value;
    featureSquares[feature] = square;
    steps.starts[at] = rows.starts[at] ?? 0;
    steps.factors[at] = (rate * value) / Math.sqrt(square);
  }
  endRows(steps, rows.count);
}

/** Answers the mean square of what all units are wrong by. */
function throughUnits({ parameter, present }: Workspace): number {
  const { columns, rows, errors } = present;
  const kept = 1 - parameter.unitDropout;
  let strength = 0;
  for (let at = 0; at < columns.count; at += 1) {
    const height = (rows.factors[at] ?? 0) * kept;
    const error = ((errors[at] ?? 0) * (1 - height * height)) / kept;
    errors[at] = error;
    strength += (error * error) / parameter.hiddenCount;
  }
  return strength;
}
