import type { Facts, FactValue } from '../policy/decision.ts';

/** Whether facts are known, and are what `when` lists for each. */
export function factsAre(
  facts: Facts,
  when: Readonly<Record<string, readonly FactValue[]>>,
): boolean {
  return Object.entries(when).every(([fact, values]) => {
    const known = facts[fact];
    return known !== undefined && values.includes(known);
  });
}
