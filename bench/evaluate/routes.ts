import { mkdirSync, writeFileSync } from 'node:fs';
import { judge, splitIntoFolds } from '../../src/nlu/evaluation/cross-validate.ts';
import { type Outcome, type Score, scoreOf } from '../../src/nlu/evaluation/score.ts';
import type { IntentModel } from '../../src/nlu/intent-model.ts';
import type { Example } from '../../src/nlu/train-intent-model.ts';
import { routeSlices } from '../../test/evaluation/route-slices.ts';
import { readRoutes, routeWriters } from '../../test/evaluation/routes.ts';
import { learn, ownExamples, tools } from './classifier.ts';
import { explainConfusions } from './confusion-reasons.ts';
import { type LearntPoint, routesReport } from './routes-report.ts';
import { accuracyWithInterval, percent, printTable } from './tables.ts';

const folder = 'dist/evaluation';
/** Eighths of the lines that the points of the learning curve have learnt; the last is the model itself. */
const eighths = 8;
const curve = [1, 2, 4, 6];

/** The held-out lines of writers who saw no training data, as they are and as others would type them. */
export async function evaluateRoutes(): Promise<void> {
  const learnt = await ownExamples();
  const { model } = learn(learnt);
  const byWriter = routeWriters.map((writer) => ({ writer, lines: readRoutes(writer, learnt) }));
  const all = byWriter.flatMap(({ lines }) => lines);

  console.log('\n## Routes: held-out lines of other writers\n');
  const asked = byWriter.map(({ writer, lines }) => ({ name: `writer ${writer}`, lines }));
  const slices = Object.entries(routeSlices).map(([name, slice]) => ({
    name: `all, ${name}`,
    lines: slice(all),
  }));
  const scores = [...asked, ...slices].map(({ name, lines }) => ({
    name,
    score: scoreOf(judge(model, lines, tools())),
  }));
  printScores(scores);

  const points = learningCurve(learnt, all, model);
  console.log();
  printTable(
    ['learnt', 'accuracy (95 %)'],
    points.map(({ learnt: count, score }) => [count, accuracyWithInterval(score)]),
  );
  report(model, { outcomes: judge(model, all, tools()), scores, points });
}

interface Named {
  readonly name: string;
  readonly score: Score;
}

function printScores(scores: readonly Named[]): void {
  printTable(
    ['asked', 'lines', 'accuracy (95 %)', 'macro-F1', 'ECE'],
    scores.map(({ name, score }) => [
      name,
      score.count,
      accuracyWithInterval(score),
      score.macroF1.toFixed(3),
      percent(score.calibrationError),
    ]),
  );
}

/** Each point has learnt as much of each label as the others, in proportion. */
function learningCurve(
  learnt: readonly Example[],
  asked: readonly Example[],
  whole: IntentModel,
): readonly LearntPoint[] {
  const parts = splitIntoFolds(learnt, eighths);
  const points = curve.map((count) => {
    const some = parts.slice(0, count).flat();
    return { learnt: some.length, score: scoreOf(judge(learn(some).model, asked, tools())) };
  });
  return [...points, { learnt: learnt.length, score: scoreOf(judge(whole, asked, tools())) }];
}

function report(
  model: IntentModel,
  {
    outcomes,
    ...measured
  }: {
    readonly outcomes: readonly Outcome[];
    readonly scores: readonly Named[];
    readonly points: readonly LearntPoint[];
  },
): void {
  const confusions = explainConfusions(outcomes, model);
  console.log('\nThe worst confusions:\n');
  printTable(
    ['expected', 'answered', 'times', 'why', 'for example'],
    confusions.map(({ label, predicted, lines, why }) => [
      label,
      predicted,
      lines.length,
      why,
      lines[0] ?? '',
    ]),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}/routes.html`,
    routesReport({ ...measured, outcomes, confusions, labels: model.labels }),
  );
  console.log(`\nPlots and the confusion matrix: ${folder}/routes.html`);
}
