import type { DecideReply } from '../api/decide.ts';
import { AppError } from '../kernel/errors.ts';
import { citationOf } from '../knowledge/citation.ts';
import type { Revision } from '../knowledge/revision.ts';
import { checkFacts } from '../policy/check-facts.ts';
import type { Policies } from '../policy/compile-policies.ts';
import type { Decision, Facts, FactValue } from '../policy/decision.ts';
import { moneyOf } from '../policy/money/decided-money.ts';
import type { Claim } from '../policy/money/remedy.ts';

/** Without the facts that are `null`, which are unknown. */
export function knownOf(facts: Readonly<Record<string, FactValue | null>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** Names what no table knows, and values that a fact cannot have. */
export function refuseWrongFacts(policies: Policies, facts: Facts): void {
  refuseFaults(checkFacts(policies, facts));
}

export function refuseFaults(
  faults: readonly { readonly fact: string; readonly problem: string }[],
): void {
  if (faults.length === 0) return;
  const fields = faults.map(({ fact, problem }) => ({ field: `facts.${fact}`, problem }));
  const named = fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new AppError('BAD_REQUEST', named, { details: { fields } });
}

/** A decision with what it comes to upon all that is known. */
export function decisionOnTheWire(
  decision: Decision,
  { revision, policies, facts }: Wired,
): DecideReply {
  const { clauses, facts: restsOn, ...rest } = decision;
  const money = moneyOf(policies, decision, facts);
  return {
    ...rest,
    facts: withoutUnknown(restsOn),
    citations: clauses.map((clauseId) => citationOf(revision, clauseId)),
    money: money && moneyOnTheWire(money),
  };
}

interface Wired {
  readonly revision: Revision;
  readonly policies: Policies;
  /** All that is known, also what the decision does not rest on. */
  readonly facts: Facts;
}

function withoutUnknown(facts: Facts): DecideReply['facts'] {
  const known = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(known);
}

function moneyOnTheWire({ lines, missing, open, totalFen }: Claim): DecideReply['money'] {
  return { totalFen, lines, missing, open };
}
