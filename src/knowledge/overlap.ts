import type { Clause, Seller } from './clause.ts';
import type { Fact } from './fact.ts';

/** Names that the writers of clauses chose differently, yet speak of the same or of cases that can meet. */
export interface Alike {
  /** Topics under which the same question is settled. */
  readonly topics: readonly (readonly string[])[];
  /** Conditions that one case can fulfil together, though their names do not show it. */
  readonly conditions: readonly (readonly string[])[];
}

/** A fact where it stands. */
export interface StatedFact {
  readonly clause: Clause;
  readonly fact: Fact;
}

/** Names of conditions that shut nothing out. */
const wholeConditions: ReadonlySet<string> = new Set(['any', 'general']);
/** The name of an event that a fact leaves open. */
export const noAnchor = 'none';

/** Whether one purchase on one day can fall under both: goods, whose rule it is, condition, and time in force. */
export function canMeet(a: StatedFact, b: StatedFact, alike: Alike): boolean {
  return (
    a.clause.merchant === b.clause.merchant &&
    goodsMeet(a, b) &&
    timesMeet(a.clause, b.clause) &&
    conditionsMeet(a.fact.condition, b.fact.condition, alike)
  );
}

/** Who acts or pays by a fact; `any` where it names goods or everybody. */
export function actorOf({ party }: Fact): string {
  return party === 'self' || party === 'third_party' ? 'any' : party;
}

function goodsMeet(a: StatedFact, b: StatedFact): boolean {
  const named = [...goodsOf(a), ...goodsOf(b)].filter((goods) => goods !== 'any');
  return new Set(named).size <= 1;
}

function goodsOf({ clause, fact }: StatedFact): readonly Seller[] {
  const { party } = fact;
  return party === 'self' || party === 'third_party' ? [party, clause.seller] : [clause.seller];
}

type InForce = Pick<Clause, 'effectiveFrom' | 'effectiveTo'>;

/** Days as `YYYY-MM-DD` compare as text; an end that is not known is open. */
function timesMeet(a: InForce, b: InForce): boolean {
  return beginsBeforeEnd(a, b) && beginsBeforeEnd(b, a);
}

function beginsBeforeEnd({ effectiveFrom }: InForce, { effectiveTo }: InForce): boolean {
  return effectiveFrom === null || effectiveTo === null || effectiveFrom <= effectiveTo;
}

/** `quality-without-agreement` is a case of `quality`: a name goes on where its condition is narrower. */
function conditionsMeet(a: string, b: string, { conditions }: Alike): boolean {
  if (wholeConditions.has(a) || wholeConditions.has(b)) return true;
  if (isCaseOf(a, b) || isCaseOf(b, a)) return true;
  return conditions.some((names) => names.includes(a) && names.includes(b));
}

function isCaseOf(narrow: string, wide: string): boolean {
  return narrow === wide || narrow.startsWith(`${wide}-`);
}
