import type { Policies } from './compile-policies.ts';
import type { Facts, FactValue } from './decision.ts';
import { type FactType, isOfType } from './fact-type.ts';

/** A fact that a caller should not have sent so. */
export interface FactFault {
  readonly fact: string;
  /** In English, for a developer. */
  readonly problem: string;
}

/**
 * What is wrong with facts that come from outside: names that no table knows, and values that their facts cannot have.
 * Any table's facts may be sent to any table; those it does not depend on change nothing.
 */
export function checkFacts(policies: Policies, facts: Facts): readonly FactFault[] {
  const types = typesOf(policies);
  const ignored = new Set([...policies.tables.values()].flatMap(({ ignores }) => ignores));
  return Object.entries(facts).flatMap(([fact, value]) => {
    const type = types.get(fact);
    if (value === undefined || (!type && ignored.has(fact))) return [];
    const problem = type
      ? wrongType(type, value)
      : `unknown fact; known are ${[...types.keys()].join(', ')}`;
    return problem === null ? [] : [{ fact, problem }];
  });
}

function typesOf({ variables }: Policies): ReadonlyMap<string, FactType> {
  const types = new Map<string, FactType>();
  for (const { name, type, daysSince } of variables.values()) {
    types.set(name, type);
    if (daysSince !== null) types.set(daysSince, { kind: 'date' });
  }
  return types;
}

function wrongType(type: FactType, value: FactValue): string | null {
  if (isOfType(type, value)) return null;
  switch (type.kind) {
    case 'boolean':
      return 'must be true or false';
    case 'integer':
      return 'must be an integer';
    case 'date':
      return 'must be a day that exists, YYYY-MM-DD';
    case 'enum':
      return `must be one of ${type.values.join(', ')}`;
    default:
      return type satisfies never;
  }
}
