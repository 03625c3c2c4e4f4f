// How well the classifier does: our own utterances by cross-validation, and MASSIVE zh-CN, learnt from its train and
// asked its dev split. `npm run evaluate`. Floors stand in test/evaluation/intents.test.ts.
import { examplesOf } from '../src/cli/intent-models/origin.ts';
import { checkKnowledgeFolder } from '../src/knowledge/check-knowledge-folder.ts';
import { createRank } from '../src/nlu/create-classify.ts';
import { crossValidate, judge } from '../src/nlu/evaluation/cross-validate.ts';
import { type Score, scoreOf } from '../src/nlu/evaluation/score.ts';
import { encodeIntentModel, type IntentModel } from '../src/nlu/intent-model.ts';
import { normalise } from '../src/nlu/normalise.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { createSounds } from '../src/nlu/sounds.ts';
import { type Example, trainIntentModel } from '../src/nlu/train-intent-model.ts';
import { readMassive } from '../test/evaluation/massive.ts';
import { percentile } from './support/percentiles.ts';

const foldCount = 5;
const confusionsShown = 20;
const tools = { segmenter: createRsSegmenter(), sounds: createSounds() };
const { revision } = await checkKnowledgeFolder('knowledge');
const own = examplesOf(revision.intents);
const train = readMassive('train');
const dev = readMassive('dev');

const ownTraining = learn(own);
const ownScore = scoreOf(crossValidate(own, tools, foldCount));
const massiveTraining = learn(train);
const massiveScore = scoreOf(judge(massiveTraining.model, dev, tools));

console.log(
  '| asked | learnt from | accuracy | macro-F1 | ECE | training CPU s | p50 / p99 µs | model KB |\n' +
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
);
show(`our utterances, ${foldCount} folds`, own, ownScore, ownTraining);
show('MASSIVE zh-CN dev', train, massiveScore, massiveTraining);
showConfusions('our utterances', ownScore);
showConfusions('MASSIVE zh-CN dev', massiveScore);

interface Training {
  readonly model: IntentModel;
  readonly cpuSeconds: number;
}

function learn(examples: readonly Example[]): Training {
  const before = process.cpuUsage();
  const model = trainIntentModel(examples, tools);
  const { user, system } = process.cpuUsage(before);
  return { model, cpuSeconds: (user + system) / 1e6 };
}

function show(
  asked: string,
  learntFrom: readonly Example[],
  { accuracy, macroF1, calibrationError, count }: Score,
  { model, cpuSeconds }: Training,
): void {
  const bytes = encodeIntentModel({ model, origin: { examples: '', code: '' } }).length;
  const micros = timesOf(model, learntFrom);
  const cells = [
    `${asked} (${count})`,
    `${learntFrom.length} utterances, ${model.labels.length} labels`,
    `${(100 * accuracy).toFixed(1)} %`,
    macroF1.toFixed(3),
    `${(100 * calibrationError).toFixed(1)} %`,
    cpuSeconds.toFixed(1),
    `${percentile(micros, 0.5).toFixed(0)} / ${percentile(micros, 0.99).toFixed(0)}`,
    (bytes / 1024).toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** Microseconds of classifying each utterance, the text being normalised already, in a warm process. */
function timesOf(model: IntentModel, examples: readonly Example[]): readonly number[] {
  const rank = createRank(model, tools.segmenter);
  const texts = examples.map(({ text }) => normalise(text).text);
  for (const text of texts) rank(text);
  return texts.map((text) => {
    const startedAt = performance.now();
    rank(text);
    return (performance.now() - startedAt) * 1000;
  });
}

function showConfusions(asked: string, { confusions }: Score): void {
  console.log(
    `\nMost confused, ${asked}:\n\n| expected | answered | times | for example |\n| --- | --- | --- | --- |`,
  );
  for (const { label, predicted, count, example } of confusions.slice(0, confusionsShown))
    console.log(`| ${label} | ${predicted} | ${count} | ${example.replaceAll('|', '\\|')} |`);
}
