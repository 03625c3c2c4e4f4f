import type { Interval } from '../../src/nlu/evaluation/wilson-interval.ts';

/** Plots as SVG that stands in a page by itself. Shares are from 0 to 1. */

export const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

interface Bar extends Interval {
  readonly name: string;
  readonly share: number;
}

const rowHeight = 26;
const nameWidth = 130;
const plotWidth = 420;

/** A bar for each share from `from` up to 1, with its interval. */
export function barPlot(bars: readonly Bar[], from: number): string {
  const x = (share: number) => nameWidth + (plotWidth * Math.max(0, share - from)) / (1 - from);
  const rows = bars.map(({ name, share, low, high }, at) => {
    const y = at * rowHeight + 4;
    const middle = y + 9;
    return (
      `<text x="${nameWidth - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>` +
      `<rect class="bar" x="${x(from)}" y="${y}" width="${x(share) - x(from)}" height="18"/>` +
      `<line class="interval" x1="${x(low)}" x2="${x(high)}" y1="${middle}" y2="${middle}"/>` +
      `<text x="${nameWidth + plotWidth + 8}" y="${y + 13}">${(100 * share).toFixed(1)} %</text>`
    );
  });
  return svg(nameWidth + plotWidth + 70, bars.length * rowHeight + 4, rows.join(''));
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly note: string;
}

interface Curve {
  readonly points: readonly Point[];
  /** Where the axes begin and end. */
  readonly x: Interval;
  readonly y: Interval;
  /** A line from the lower left to the upper right, to compare with. */
  readonly diagonal?: true;
}

const curveWidth = 460;
const curveHeight = 260;
const margin = 44;

/** Points joined by a line. */
export function curvePlot({ points, x, y, diagonal }: Curve): string {
  const at = (value: number, { low, high }: Interval) => (value - low) / (high - low);
  const across = (value: number) => margin + at(value, x) * (curveWidth - 2 * margin);
  const up = (value: number) => curveHeight - margin - at(value, y) * (curveHeight - 2 * margin);
  const path = points.map((point) => `${across(point.x)},${up(point.y)}`).join(' ');
  const marks = points.map(
    (point) =>
      `<circle cx="${across(point.x)}" cy="${up(point.y)}" r="3.5"><title>${escaped(point.note)}</title></circle>` +
      `<text class="note" x="${across(point.x)}" y="${up(point.y) - 9}" text-anchor="middle">${escaped(point.note)}</text>`,
  );
  const frame =
    `<path class="axis" d="M${margin},${margin} V${curveHeight - margin} H${curveWidth - margin}"/>` +
    (diagonal
      ? `<line class="guide" x1="${across(x.low)}" y1="${up(y.low)}" x2="${across(x.high)}" y2="${up(y.high)}"/>`
      : '');
  return svg(
    curveWidth,
    curveHeight,
    `${frame}<polyline class="curve" points="${path}"/>${marks.join('')}`,
  );
}

const cell = 22;
const labelWidth = 190;

/** How often each label (row) was taken for each other (column); the darker, the larger the share of its row. */
export function matrixPlot(
  labels: readonly string[],
  countOf: (label: string, predicted: string) => number,
): string {
  const top = labelWidth;
  const rows = labels.map((label, row) => {
    const counts = labels.map((predicted) => countOf(label, predicted));
    const sum = counts.reduce((total, count) => total + count, 0);
    const cells = counts.map((count, column) => {
      if (count === 0) return '';
      const [x, y] = [labelWidth + column * cell, top + row * cell];
      const kind = column === row ? 'right' : 'wrong';
      return (
        `<rect class="${kind}" x="${x}" y="${y}" width="${cell}" height="${cell}" fill-opacity="${(0.15 + (0.85 * count) / sum).toFixed(2)}"/>` +
        `<text class="count" x="${x + cell / 2}" y="${y + 15}" text-anchor="middle">${count}</text>`
      );
    });
    const name = `<text x="${labelWidth - 6}" y="${top + row * cell + 15}" text-anchor="end">${escaped(label)}</text>`;
    return name + cells.join('');
  });
  const heads = labels.map((label, column) => {
    const [x, y] = [labelWidth + column * cell + 15, top - 6];
    return `<text transform="translate(${x},${y}) rotate(-90)">${escaped(label)}</text>`;
  });
  const side = labelWidth + labels.length * cell + 4;
  return svg(side, side, heads.join('') + rows.join(''));
}

function svg(width: number, height: number, content: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">${content}</svg>`;
}
