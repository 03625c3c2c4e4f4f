import { leavesOf, type Node, variablesIn } from './diagram.ts';
import type { Known } from './evaluate.ts';
import type { Variable } from './variable.ts';

/**
 * The facts that can still change the decision, the one that settles most first: the one after whose answer the fewest
 * different conclusions remain possible on average, each class of answers counting the same. Of two alike, the one
 * that comes first in the tables. A fact that may come to be taken for granted is asked for after those it depends on.
 */
export function missingFacts(rest: Node, known: Known): readonly string[] {
  const open = variablesIn(rest);
  const ranked = open
    .map((variable) => ({
      variable,
      waits: isWaiting(variable, open, known),
      remaining: remainingAfter(rest, variable),
    }))
    .toSorted(
      (a, b) =>
        Number(a.waits) - Number(b.waits) ||
        a.remaining - b.remaining ||
        a.variable.order - b.variable.order,
    );
  return [...new Set(ranked.map(({ variable }) => variable.asks))];
}

function isWaiting({ presume }: Variable, open: readonly Variable[], known: Known): boolean {
  return (presume?.when ?? []).some(
    ({ fact }) => !known.has(fact) && open.some(({ name }) => name === fact),
  );
}

function remainingAfter(rest: Node, variable: Variable): number {
  const counts = variable.classes.map((_, at) => leavesOf(rest, { variable, at }).length);
  return counts.reduce((sum, count) => sum + count, 0) / counts.length;
}
