import { crossValidate } from '../../nlu/evaluation/cross-validate.ts';
import type { Outcome } from '../../nlu/evaluation/score.ts';
import type { FeatureTools } from '../../nlu/featurise.ts';
import type { Example } from '../../nlu/train-intent-model.ts';

const foldCount = 5;

/**
 * Utterances that a model which had not learnt them takes for another intent, the surest first: wrong labels are among
 * them, and border cases that want more lines of their kind.
 */
export function doubtfulOf(examples: readonly Example[], tools: FeatureTools): readonly Outcome[] {
  return crossValidate(examples, tools, foldCount)
    .filter(({ label, predicted }) => label !== predicted)
    .toSorted((a, b) => b.confidence - a.confidence);
}
