/** Lines of a document, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Reads `12`, `12-15` and `12至15`, in any text around them: the lines that a locator names. */
export function rangesIn(text: string): readonly LineRange[] {
  return [...text.matchAll(/(\d+)(?:\s*[-–至]\s*(\d+))?/g)].map(([, from, to]) => ({
    from: Number(from),
    to: Number(to ?? from),
  }));
}

/** All lines of the ranges. */
export function linesOf(ranges: readonly LineRange[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { from, to } of ranges) for (let line = from; line <= to; line += 1) lines.add(line);
  return lines;
}

/** The lines from 1 to `count` that are not in `lines`. */
export function linesMissing(count: number, lines: ReadonlySet<number>): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1).filter((line) => !lines.has(line));
}
