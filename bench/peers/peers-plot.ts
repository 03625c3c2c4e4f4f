import { wilsonInterval } from '../../src/nlu/evaluation/wilson-interval.ts';
import { barPlot } from '../evaluate/plots.ts';
import type { Measured } from './peer.ts';

/** For a plot that stands alone, on light pages and dark ones. */
const style =
  'svg{font:12px system-ui,sans-serif;background:#fff}text{fill:#1c2733}.bar{fill:#4b83c3}.interval{stroke:#12263a;stroke-width:2}';
const lowestAccuracy = 0.3;

/** Read out to whoever cannot see it. */
const title = 'Accuracy on MASSIVE zh-CN dev, by classifier';

/** The accuracies as a picture. */
export function peersPlot(measured: readonly Measured[], names: readonly string[]): string {
  const bars = measured.map(({ accuracy, asked }, at) => ({
    name: names[at] ?? '',
    share: accuracy,
    ...wilsonInterval(Math.round(accuracy * asked), asked),
  }));
  return barPlot(bars, lowestAccuracy).replace(
    /^<svg ([^>]*)>/,
    `<svg xmlns="http://www.w3.org/2000/svg" $1><title>${title}</title><style>${style}</style>`,
  );
}
