import { createRank } from '../create-classify.ts';
import type { FeatureTools } from '../featurise.ts';
import type { IntentModel } from '../intent-model.ts';
import { createSeededRandom, shuffle } from '../linear/seeded-random.ts';
import { normalise } from '../normalise.ts';
import { type Example, trainIntentModel } from '../train-intent-model.ts';
import type { Outcome } from './score.ts';

const splitSeed = 5;

/** Each example judged by a model that has not seen it: learns `foldCount` times, each time without another part. */
export function crossValidate(
  examples: readonly Example[],
  tools: FeatureTools,
  foldCount: number,
): readonly Outcome[] {
  const folds = splitIntoFolds(examples, foldCount);
  return folds.flatMap((held) => {
    const others = folds.filter((fold) => fold !== held).flat();
    return judge(trainIntentModel(others, tools), held, tools);
  });
}

/** What a model makes of examples. */
export function judge(
  model: IntentModel,
  examples: readonly Example[],
  { segmenter }: FeatureTools,
): readonly Outcome[] {
  const rank = createRank(model, segmenter);
  return examples.flatMap(({ text, label }) => {
    const [best] = rank(normalise(text).text);
    return best ? [{ text, label, predicted: best.label, confidence: best.confidence }] : [];
  });
}

/** Parts of equal size (to one), with every label in each of them as often as in the others (to one). */
export function splitIntoFolds(
  examples: readonly Example[],
  foldCount: number,
): readonly (readonly Example[])[] {
  const order = Int32Array.from(examples.keys());
  shuffle(order, order.length, createSeededRandom(splitSeed));
  const shuffled = Array.from(order, (at) => examples[at]).filter((one) => one !== undefined);
  const sorted = [...Map.groupBy(shuffled, ({ label }) => label).values()].flat();
  return Array.from({ length: foldCount }, (_, fold) =>
    sorted.filter((_example, at) => at % foldCount === fold),
  );
}
