import { type ClauseId, parseClauseId } from '../kernel/ids.ts';
import type { Clause } from './clause.ts';
import { type FoundContradiction, findContradictions, topicClass } from './contradiction.ts';
import type { Choice, Settlement, Settlements } from './settlement.ts';

/** Open until a settlement says which side counts (`resolved`) or that each holds in a case of its own (`explained`). */
export type ContradictionState = 'open' | 'explained' | 'resolved';

/** A contradiction and what has become of it. */
export interface Contradiction extends FoundContradiction {
  readonly state: ContradictionState;
  /** What settles it; `null` while it is open. */
  readonly settlement: Settlement | null;
}

/** Finds the contradictions between the clauses, each with the first settlement that fits it. */
export function settleContradictions(
  clauses: ReadonlyMap<ClauseId, Clause>,
  { alike, settlements }: Settlements,
): readonly Contradiction[] {
  return findContradictions(clauses.values(), alike).map((found) => {
    const topic = topicClass(found.sides[0].fact.topic, alike);
    const fitting = settlements.find(
      (settlement) => topicClass(settlement.topic, alike) === topic && fits(settlement, found),
    );
    if (!fitting) return { ...found, state: 'open', settlement: null };
    const state = fitting.kind === 'choice' ? 'resolved' : 'explained';
    return { ...found, state, settlement: fitting };
  });
}

/** A choice also settles what the clauses that do not count say against each other. */
function fits(settlement: Settlement, { sides }: FoundContradiction): boolean {
  const [a, b] = [sides[0].clause.id, sides[1].clause.id];
  if (settlement.kind === 'distinction')
    return settlement.apart.includes(a) && settlement.apart.includes(b);
  const { keep, drop } = settlement;
  const isNamed = (id: string) => keep.includes(id) || drop.includes(id);
  return isNamed(a) && isNamed(b) && (drop.includes(a) || drop.includes(b));
}

/** Each clause that does not count, with the choices by which it does not. */
export function droppedClauses({
  settlements,
}: Settlements): ReadonlyMap<ClauseId, readonly Choice[]> {
  const dropped = new Map<ClauseId, readonly Choice[]>();
  for (const settlement of settlements) {
    if (settlement.kind === 'distinction') continue;
    for (const name of settlement.drop) {
      const id = parseClauseId(name);
      if (id) dropped.set(id, [...(dropped.get(id) ?? []), settlement]);
    }
  }
  return dropped;
}

/**
 * The clauses that are told together while a contradiction is open: those of `ids` that are a side of one, and their
 * other sides. The higher tier comes first.
 */
export function disputedClauses(
  contradictions: readonly Contradiction[],
  ids: readonly ClauseId[],
): readonly Clause[] {
  const clauses = contradictions
    .filter(
      ({ state, sides }) => state === 'open' && sides.some(({ clause }) => ids.includes(clause.id)),
    )
    .flatMap(({ sides }) => sides.map(({ clause }) => clause));
  return [...new Set(clauses)].toSorted((a, b) => rankOf(a) - rankOf(b));
}

const tiers = ['law', 'platform', 'merchant', 'reference'] as const;

/** 0 is the highest tier. */
export function rankOf({ source }: Clause): number {
  return tiers.indexOf(source.tier);
}
