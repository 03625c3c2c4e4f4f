import type { Outcome, Score } from '../../src/nlu/evaluation/score.ts';
import { wilsonInterval } from '../../src/nlu/evaluation/wilson-interval.ts';
import type { ExplainedConfusion } from './confusion-reasons.ts';
import { barPlot, curvePlot, escaped, matrixPlot } from './plots.ts';

export interface LearntPoint {
  /** How many utterances were learnt. */
  readonly learnt: number;
  readonly score: Score;
}

interface RoutesMeasured {
  readonly labels: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly scores: readonly { readonly name: string; readonly score: Score }[];
  readonly points: readonly LearntPoint[];
  readonly confusions: readonly ExplainedConfusion[];
}

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; color: #1c2733; }
  svg { font-size: 12px; display: block; overflow: visible; }
  .bar { fill: #4b83c3 } .interval { stroke: #12263a; stroke-width: 2 }
  .curve { fill: none; stroke: #4b83c3; stroke-width: 2 } circle { fill: #12263a }
  .axis { fill: none; stroke: #8795a5 } .guide { stroke: #b8c2cc; stroke-dasharray: 4 4 }
  .right { fill: #2f9e6e } .wrong { fill: #d9480f } .count, .note { font-size: 10px }
  table { border-collapse: collapse } td, th { border-bottom: 1px solid #d5dce3; padding: .3rem .6rem; text-align: left; vertical-align: top }`;

/** One page without anything to load: accuracy, learning curve, calibration, the confusion matrix and its reasons. */
export function routesReport(measured: RoutesMeasured): string {
  const { labels, outcomes } = measured;
  const pairs = Map.groupBy(outcomes, ({ label, predicted }) => `${label} ${predicted}`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Routes</title><style>${style}</style>
<h1>Routes: ${outcomes.length} held-out lines</h1>
<h2>Accuracy, with 95 % intervals</h2>${accuracyPlot(measured)}
<h2>Learning curve</h2><p>Accuracy by the number of utterances learnt.</p>${learningPlot(measured)}
<h2>Calibration</h2><p>Share of right ones by confidence; honest confidence lies on the dashed line.</p>${calibrationPlot(outcomes)}
<h2>The worst confusions</h2>${confusionTable(measured.confusions)}
<h2>Confusion matrix</h2><p>Rows: what was meant. Columns: what was answered.</p>
${matrixPlot(labels, (label, predicted) => pairs.get(`${label} ${predicted}`)?.length ?? 0)}
</html>
`;
}

const lowestAccuracy = 0.7;

function accuracyPlot({ scores }: RoutesMeasured): string {
  const bars = scores.map(({ name, score: { accuracy, count } }) => ({
    name,
    share: accuracy,
    ...wilsonInterval(Math.round(accuracy * count), count),
  }));
  return barPlot(bars, lowestAccuracy);
}

function learningPlot({ points }: RoutesMeasured): string {
  const most = Math.max(...points.map(({ learnt }) => learnt));
  return curvePlot({
    points: points.map(({ learnt, score: { accuracy } }) => ({
      x: learnt,
      y: accuracy,
      note: `${learnt}: ${(100 * accuracy).toFixed(1)} %`,
    })),
    x: { low: 0, high: most },
    y: { low: lowestAccuracy, high: 1 },
  });
}

const binCount = 10;

function calibrationPlot(outcomes: readonly Outcome[]): string {
  const bins = Map.groupBy(outcomes, ({ confidence }) =>
    Math.min(binCount - 1, Math.floor(confidence * binCount)),
  );
  const points = [...bins.values()]
    .map((bin) => ({
      x: bin.reduce((sum, { confidence }) => sum + confidence, 0) / bin.length,
      y: bin.filter(({ label, predicted }) => label === predicted).length / bin.length,
      note: String(bin.length),
    }))
    .toSorted((a, b) => a.x - b.x);
  return curvePlot({ points, x: { low: 0, high: 1 }, y: { low: 0, high: 1 }, diagonal: true });
}

function confusionTable(confusions: readonly ExplainedConfusion[]): string {
  const rows = confusions.map(
    ({ label, predicted, lines, why }) =>
      `<tr><td>${label}</td><td>${predicted}</td><td>${lines.length}</td><td>${escaped(why)}</td><td>${lines.map(escaped).join('<br>')}</td></tr>`,
  );
  return `<table><tr><th>meant</th><th>answered</th><th>times</th><th>why</th><th>lines</th></tr>${rows.join('')}</table>`;
}
