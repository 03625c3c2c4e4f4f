import { isDay } from '../knowledge/date-text.ts';
import { dayOf } from './calendar.ts';
import { cellHolds } from './cell.ts';
import { anchorOf, dayOfPeriod, type PeriodRules, periodRuleFor } from './deadline/period-rules.ts';
import type { Facts, FactValue } from './decision.ts';
import { isOfType } from './fact-type.ts';
import type { Variable } from './variable.ts';

interface Counting {
  /** Epoch ms: the day of the decision. */
  readonly at: number;
  readonly periodRules: PeriodRules;
}

/**
 * What is known of the variables: what was told, the days counted from a date up to the day of the decision (the day of
 * the date is day 0 where a period begins on the next), and what the tables take for granted. A value that a variable cannot have is unknown.
 */
export function deriveFacts(
  variables: readonly Variable[],
  facts: Facts,
  { at, periodRules }: Counting,
): ReadonlyMap<string, FactValue> {
  const known = new Map<string, FactValue>();
  for (const variable of variables) {
    const value = countDays(variable, facts, { at, periodRules }) ?? factOf(facts, variable.name);
    if (value !== undefined && isOfType(variable.type, value)) known.set(variable.name, value);
  }
  for (const { name, presume } of variables) {
    if (!presume || known.has(name)) continue;
    const holds = presume.when.every(({ fact, cell }) => {
      const value = known.get(fact);
      return value !== undefined && cellHolds(cell, value);
    });
    if (holds) known.set(name, presume.value);
  }
  return known;
}

/** A name such as `constructor` is no fact. */
export function factOf(facts: Facts, name: string): FactValue | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}

function countDays(
  { daysSince }: Variable,
  facts: Facts,
  { at, periodRules }: Counting,
): number | undefined {
  if (daysSince === null) return undefined;
  const date = factOf(facts, daysSince);
  return typeof date === 'string' && isDay(date)
    ? dayOfPeriod(periodRuleFor(periodRules, anchorOf(daysSince)), date, dayOf(at))
    : undefined;
}
