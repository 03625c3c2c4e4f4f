import { createRank } from '../../src/nlu/create-classify.ts';
import type { Score } from '../../src/nlu/evaluation/score.ts';
import { encodeIntentModel, type IntentModel } from '../../src/nlu/intent-model.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import type { Example } from '../../src/nlu/train-intent-model.ts';
import { percentile } from '../support/percentiles.ts';
import { type Training, tools } from './classifier.ts';
import { accuracyWithInterval, percent, printTable } from './tables.ts';

/** Prints what a classifier costs and how good it is. */
export function printClassifier(
  asked: string,
  learntFrom: readonly Example[],
  { score, training }: { readonly score: Score; readonly training: Training },
): void {
  const { model, cpuSeconds } = training;
  const bytes = encodeIntentModel({ model, origin: { examples: '', code: '' } }).length;
  const micros = timesOf(model, learntFrom);
  printTable(
    [
      'asked',
      'learnt from',
      'accuracy (95 %)',
      'macro-F1',
      'ECE',
      'training CPU s',
      'p50 / p99 µs',
      'model KB',
    ],
    [
      [
        `${asked} (${score.count})`,
        `${learntFrom.length} utterances, ${model.labels.length} labels`,
        accuracyWithInterval(score),
        score.macroF1.toFixed(3),
        percent(score.calibrationError),
        cpuSeconds.toFixed(1),
        `${percentile(micros, 0.5).toFixed(0)} / ${percentile(micros, 0.99).toFixed(0)}`,
        (bytes / 1024).toFixed(0),
      ],
    ],
  );
}

/** Microseconds of classifying each utterance, the text being normalised already, in a warm process. */
function timesOf(model: IntentModel, examples: readonly Example[]): readonly number[] {
  const rank = createRank(model, tools().segmenter);
  const texts = examples.map(({ text }) => normalise(text).text);
  for (const text of texts) rank(text);
  return texts.map((text) => {
    const startedAt = performance.now();
    rank(text);
    return (performance.now() - startedAt) * 1000;
  });
}
