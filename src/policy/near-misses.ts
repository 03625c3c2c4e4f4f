import type { FactValue, NearMiss, OutcomeStatus } from './decision.ts';
import type { NearMissText } from './decision-table.ts';
import { type Classes, type Leaf, leavesOf, type Node, restrict } from './diagram.ts';
import { isOrdered, ordinalOf } from './fact-type.ts';
import type { Variable } from './variable.ts';

const rank: Readonly<Record<OutcomeStatus, number>> = {
  missing: 0,
  refused: 0,
  person: 1,
  partly: 2,
  granted: 3,
};

interface NearMissRequest {
  readonly diagram: Node;
  readonly classes: Classes;
  readonly known: ReadonlyMap<string, FactValue>;
  readonly leaf: Leaf;
}

/**
 * Which of the texts of the deciding row hold: those whose fact alone, otherwise, leads to a better outcome for sure.
 * `say` fills a text; `over` is the distance from an ordered fact to the nearest value that would have done.
 */
export function nearMisses(
  request: NearMissRequest,
  say: (text: string, over: number | null) => string,
): readonly NearMiss[] {
  return request.leaf.conclusion.nearMiss.flatMap((nearMiss) => {
    const better = nearestBetter(request, nearMiss);
    if (!better) return [];
    const { row } = better.leaf.conclusion;
    return [{ text: say(nearMiss.text, better.over), row, facts: [nearMiss.fact] }];
  });
}

interface Better {
  readonly leaf: Leaf;
  readonly over: number | null;
}

function nearestBetter(request: NearMissRequest, { fact }: NearMissText): Better | null {
  const { diagram, classes, known, leaf } = request;
  const variable = [...classes.keys()].find(({ name }) => name === fact);
  const value = known.get(fact);
  if (!variable || value === undefined) return null;
  const others = new Map([...classes].filter(([other]) => other !== variable));
  const rest = restrict(diagram, others);
  // Nobody missed by a day what no clause promises: of ordered facts, a person who judges is no better.
  const least = isOrdered(variable.type) ? 'partly' : 'person';
  const isBetter = ({ conclusion: { outcome } }: Leaf) =>
    rank[outcome.status] >= rank[least] &&
    rank[outcome.status] > rank[leaf.conclusion.outcome.status];
  return variable.classes
    .flatMap((_, at) => {
      const leaves = leavesOf(rest, { variable, at });
      const [first] = leaves;
      return first && leaves.every(isBetter)
        ? [{ leaf: first, over: distance(variable, at, value) }]
        : [];
    })
    .reduce<Better | null>(
      (best, other) => (best && (best.over ?? 0) <= (other.over ?? 0) ? best : other),
      null,
    );
}

function distance({ type, classes }: Variable, at: number, value: FactValue): number | null {
  const target = classes[at];
  if (!target || !isOrdered(type)) return null;
  const ordinal = ordinalOf(value);
  const nearest = Math.min(
    Math.max(ordinal, target.low ?? ordinal),
    target.high ?? Number.POSITIVE_INFINITY,
  );
  return Math.abs(ordinal - nearest);
}
