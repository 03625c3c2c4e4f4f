import type { Score } from '../../src/nlu/evaluation/score.ts';
import { wilsonInterval } from '../../src/nlu/evaluation/wilson-interval.ts';

/** Prints a table in Markdown. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** 97.9 % (96.0–98.9). */
export function accuracyWithInterval({
  accuracy,
  count,
}: Pick<Score, 'accuracy' | 'count'>): string {
  const { low, high } = wilsonInterval(Math.round(accuracy * count), count);
  return `${percent(accuracy)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
}

const confusionsShown = 20;

export function printConfusions(asked: string, { confusions }: Score): void {
  console.log(`\nMost confused, ${asked}:\n`);
  printTable(
    ['expected', 'answered', 'times', 'for example'],
    confusions
      .slice(0, confusionsShown)
      .map(({ label, predicted, count, example }) => [label, predicted, count, example]),
  );
}
