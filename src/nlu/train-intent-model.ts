import { fitTemperature, type HeldOut } from './calibrate.ts';
import {
  buildVocabulary,
  type FeatureGroups,
  type FeatureTools,
  featureGroupsOf,
  rowOf,
  type Vocabulary,
  withoutNames,
} from './featurise.ts';
import type { IntentModel } from './intent-model.ts';
import type { Parameter } from './linear/parameter.ts';
import type { Problem } from './linear/problem.ts';
import { quantise } from './linear/quantise.ts';
import { createSeededRandom, shuffle } from './linear/seeded-random.ts';
import { train } from './linear/train.ts';
import { mixedMargins } from './mixed-margins.ts';
import { sideBySide } from './network/side-by-side.ts';
import { type NetworkParameter, trainNetwork } from './network/train-network.ts';
import { normalise } from './normalise.ts';

/** Something that was said, and what was meant by it. */
export interface Example {
  readonly text: string;
  readonly label: string;
}

/** An example taken apart, once for the trial and the model; its features by their places. */
interface Featured {
  readonly groups: FeatureGroups<number>;
  readonly label: string;
}

/** The cost was chosen by cross-validation; more passes or a finer end change no prediction. */
const parameter: Parameter = { cost: 1, epsilon: 0.1, passes: 15, bias: 1, seed: 1 };
/** Likewise chosen. Less dropout or more passes learn by heart (BENCHMARKS.md). */
const networkParameter: Omit<NetworkParameter, 'seed'> = {
  hiddenCount: 48,
  passes: 14,
  rate: 0.1,
  featureDropout: 0.6,
  unitDropout: 0.3,
};
/** One net begins by each. Two are as often right, but change their mind more when few lines change (BENCHMARKS.md). */
const networkSeeds = [1, 2, 3, 4];
/** As hot as all four, and learnt in half the time. */
const trialSeeds = networkSeeds.slice(0, 2);
/** Of each label: what the temperature is fitted on. */
const heldOutShare = 0.15;
const splitSeed = 3;

/**
 * Learns from all examples. The temperature comes from a trial that leaves a part of each label out. The same examples
 * in the same order give the same model, bit by bit.
 */
export function trainIntentModel(examples: readonly Example[], tools: FeatureTools): IntentModel {
  const { segmenter, sounds } = tools;
  const { names, texts } = withoutNames(
    examples.map(({ text }) => featureGroupsOf(normalise(text).text, tools)),
  );
  const featured = examples.map(({ label }, at): Featured => ({ groups: texts[at] ?? [], label }));
  const labels = [...new Set(examples.map(({ label }) => label))].toSorted();
  const { kept, heldOut } = splitByLabel(featured);
  const trial = learn(kept, labels, trialSeeds);
  const { vocabulary, ...layers } = learn(featured, labels, networkSeeds);
  return {
    segmenter: segmenter.name,
    labels,
    temperature: temperatureOf(trial, labels, heldOut),
    vocabulary: named(vocabulary, names),
    sounds,
    ...layers,
  };
}

/** What is learnt, of features by their places. */
interface Learnt extends Pick<IntentModel, 'linear' | 'network'> {
  readonly vocabulary: ReadonlyMap<number, number>;
}

function learn(
  examples: readonly Featured[],
  labels: readonly string[],
  seeds: readonly number[],
): Learnt {
  const vocabulary = buildVocabulary(examples.map(({ groups }) => groups));
  const problem: Problem = {
    rows: examples.map(({ groups }) => rowOf(groups, vocabulary)),
    labels: examples.map(({ label }) => labels.indexOf(label)),
    labelCount: labels.length,
    featureCount: vocabulary.size,
  };
  const { hidden, output } = sideBySide(
    seeds.map((seed) => trainNetwork(problem, { ...networkParameter, seed })),
  );
  return {
    vocabulary,
    linear: quantise(train(problem, parameter)),
    network: { hidden: quantise(hidden), output: quantise(output) },
  };
}

function named(vocabulary: ReadonlyMap<number, number>, names: readonly string[]): Vocabulary {
  return new Map(Array.from(vocabulary, ([place, number]) => [names[place] ?? '', number]));
}

function splitByLabel(examples: readonly Featured[]): {
  readonly kept: readonly Featured[];
  readonly heldOut: readonly Featured[];
} {
  const random = createSeededRandom(splitSeed);
  const order = Int32Array.from(examples.keys());
  shuffle(order, order.length, random);
  const byLabel = Map.groupBy(order, (at) => examples[at]?.label);
  const out = new Set(
    [...byLabel.values()].flatMap((places) => places.slice(0, places.length * heldOutShare)),
  );
  return {
    kept: examples.filter((_, at) => !out.has(at)),
    heldOut: examples.filter((_, at) => out.has(at)),
  };
}

function temperatureOf(
  { vocabulary, ...layers }: Learnt,
  labels: readonly string[],
  heldOut: readonly Featured[],
): number {
  const scored = heldOut.map(
    ({ groups, label }): HeldOut => ({
      margins: mixedMargins(layers, rowOf(groups, vocabulary)),
      label: labels.indexOf(label),
    }),
  );
  return scored.length === 0 ? 1 : fitTemperature(scored);
}
