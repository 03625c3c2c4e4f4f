import type { Policies } from './compile-policies.ts';
import { decide } from './decide.ts';
import type { Decision, Facts } from './decision.ts';

/** A decision may be told the day before it is acted upon, around midnight. */
const dayMs = 86_400_000;

/**
 * A decision made again from the facts that were kept, with the rows that were looked at. Table and day stand in its id
 * only, so the table and the day are those that give the same id; `null`: none do.
 */
export function decideAgain(
  policies: Policies,
  {
    decisionId,
    facts,
    at: actedAt,
  }: { readonly decisionId: string; readonly facts: Facts; readonly at: number },
): Decision | null {
  for (const at of [actedAt, actedAt - dayMs])
    for (const decision of policies.compiled.keys()) {
      const again = decide(policies, { decision, facts, at });
      if (again.id === decisionId) return again;
    }
  return null;
}
