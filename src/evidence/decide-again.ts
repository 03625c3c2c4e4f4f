import type { AftersalesCase } from '../cases/case.ts';
import type { Policies } from '../policy/compile-policies.ts';
import { decide } from '../policy/decide.ts';
import type { Decision } from '../policy/decision.ts';

/** A decision may be told the day before its case is opened, around midnight. */
const dayMs = 86_400_000;

/**
 * The decision of a case made again from its facts, with the rows that were looked at. Table and day stand in the id of
 * the decision only, so the table and the day are those that give the same id.
 */
export function decideAgain(
  policies: Policies,
  { decisionId, facts, openedAt }: Pick<AftersalesCase, 'decisionId' | 'facts' | 'openedAt'>,
): Decision | null {
  for (const at of [openedAt, openedAt - dayMs])
    for (const decision of policies.compiled.keys()) {
      const again = decide(policies, { decision, facts, at });
      if (again.id === decisionId) return again;
    }
  return null;
}
