import type { Policies } from '../compile-policies.ts';
import type { Decision, Facts } from '../decision.ts';
import { moneyOutcomes } from './check-money-names.ts';
import { betterOf, claimOf } from './claim.ts';
import { withAmounts } from './derive-amounts.ts';
import type { Claim } from './remedy.ts';

/**
 * What a decision comes to in money: of all that its outcome names, line by line the better for the shopper. `null`
 * where it names nothing, or was not granted.
 */
export function moneyOf(
  { remedies }: Pick<Policies, 'remedies'>,
  { outcome }: Pick<Decision, 'outcome'>,
  facts: Facts,
): Claim | null {
  if (outcome.status !== 'granted' && outcome.status !== 'partly') return null;
  const amounts = withAmounts(facts);
  const claims = moneyOutcomes.flatMap((name) => {
    const remedy = remedies.get(String(outcome[name] ?? ''));
    return remedy ? [claimOf(remedy, amounts)] : [];
  });
  return claims.length > 0 ? betterOf(claims) : null;
}
