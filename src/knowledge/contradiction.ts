import type { Clause } from './clause.ts';
import type { Fact } from './fact.ts';
import { type Alike, actorOf, canMeet, noAnchor, type StatedFact } from './overlap.ts';

/** How two facts disagree: in may and may not, in the day that counts, in the figure, or in who has to. */
export type Disagreement = 'polarity' | 'anchor' | 'value' | 'bearer';

/** Two clauses that cannot both be told to the same shopper as they stand. */
export interface FoundContradiction {
  readonly sides: readonly [StatedFact, StatedFact];
  readonly disagreement: Disagreement;
}

/** The pairs of facts that speak of the same topic: what the finder looks at. */
export function pairsOfTopic(
  clauses: Iterable<Clause>,
  alike: Alike,
): readonly (readonly [StatedFact, StatedFact])[] {
  const topics = new Map<string, StatedFact[]>();
  for (const clause of clauses)
    for (const fact of clause.facts) {
      const topic = topicClass(fact.topic, alike);
      const stated = topics.get(topic) ?? [];
      if (stated.length === 0) topics.set(topic, stated);
      stated.push({ clause, fact });
    }
  return [...topics.values()].flatMap((stated) =>
    stated.flatMap((a, at) => stated.slice(at + 1).map((b) => [a, b] as const)),
  );
}

/** All contradictions between the facts of the clauses, one for each pair of facts that disagree. */
export function findContradictions(
  clauses: Iterable<Clause>,
  alike: Alike,
): readonly FoundContradiction[] {
  return pairsOfTopic(clauses, alike).flatMap(([a, b]) => {
    const disagreement = canMeet(a, b, alike) ? disagreementOf(a.fact, b.fact) : null;
    return disagreement ? [{ sides: [a, b], disagreement }] : [];
  });
}

/** The same for all topics that are alike. */
export function topicClass(topic: string, { topics }: Alike): string {
  return topics.find((names) => names.includes(topic))?.[0] ?? topic;
}

function disagreementOf(a: Fact, b: Fact): Disagreement | null {
  const actors = new Set([actorOf(a), actorOf(b)].filter((actor) => actor !== 'any'));
  // Two who each have to or may do something of their own agree, unless it is the one thing that somebody has to.
  if (actors.size > 1) return isSameDuty(a, b) ? 'bearer' : null;
  if ((a.polarity === 'deny') !== (b.polarity === 'deny')) return 'polarity';
  if (a.anchor !== b.anchor && a.anchor !== noAnchor && b.anchor !== noAnchor) return 'anchor';
  return holdsAtMost(a) || holdsAtMost(b) || quantityOf(a) === quantityOf(b) ? null : 'value';
}

/** `true` says that it is so, and no more: it denies no figure and no manner. */
function holdsAtMost({ value }: Fact): boolean {
  return value === true;
}

function isSameDuty(a: Fact, b: Fact): boolean {
  return a.polarity === 'owe' && b.polarity === 'owe' && a.value === true && b.value === true;
}

/** Units of which one is a fixed number of the other; a working day is no number of hours, a month none of days. */
const units: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  day: ['hour', 24],
  year: ['month', 12],
};

/** Equal for quantities that are equal, whatever their unit. */
function quantityOf({ value, unit }: Fact): string {
  const [base, times] = units[unit] ?? [unit, 1];
  return typeof value === 'number' ? `${value * times} ${base}` : `${typeof value} ${value}`;
}
