import { AppError } from '../kernel/errors.ts';
import { hashJson } from '../kernel/hash.ts';
import type { Json } from '../kernel/json.ts';
import { addDays, dayOf, dayText } from './calendar.ts';
import type { CompiledTable, Policies } from './compile-policies.ts';
import type { Decision, DecisionRequest, Facts, FactValue, TraceRow } from './decision.ts';
import { deriveFacts, factOf } from './derive-facts.ts';
import { type Classes, type Leaf, restrict } from './diagram.ts';
import { evaluate, type Known } from './evaluate.ts';
import { missingFacts } from './missing-facts.ts';
import { nearMisses } from './near-misses.ts';
import { daysOver, fill, lastDay, placeholdersIn } from './placeholder.ts';
import { classOf, type Variable } from './variable.ts';

/** Decides by one table for the day of `at`. Reads nothing else: the same request always gets the same decision. */
export function decide(policies: Policies, request: DecisionRequest): Decision {
  const { table, diagram, variables } = compiledOf(policies, request.decision);
  const known = deriveFacts(variables, request.facts, {
    at: request.at,
    periodRules: policies.periodRules,
  });
  const classes: Classes = new Map(
    variables.flatMap((variable) => {
      const value = known.get(variable.name);
      return value === undefined ? [] : [[variable, classOf(variable, value)] as const];
    }),
  );
  const rest = restrict(diagram, classes);
  const trace: TraceRow[] = [];
  evaluate(table, { tables: policies.tables, known, note: (row) => trace.push(row) });
  const facts = factsOf(variables, request.facts, known);
  const common = { ...identify(policies, request, facts), facts, trace };
  const missing =
    rest.kind === 'leaf' ? unnamed(rest, variables, known) : missingFacts(rest, known);
  if (rest.kind === 'branch' || missing.length > 0)
    return {
      ...common,
      outcome: { status: 'missing' },
      reason: table.missingText,
      missing,
      clauses: [],
      nearMiss: [],
    };
  const say = createSay(rest, { variables, known, at: request.at });
  return {
    ...common,
    outcome: rest.conclusion.outcome,
    reason: say(rest.conclusion.reason, null),
    missing,
    clauses: rest.conclusion.clauses,
    nearMiss: nearMisses({ diagram, classes, known, leaf: rest }, say),
  };
}

function compiledOf({ compiled, revision }: Policies, decision: string): CompiledTable {
  const found = compiled.get(decision);
  if (found) return found;
  throw new AppError('DECISION_UNKNOWN', `revision ${revision} has no decision "${decision}"`, {
    details: { decision, known: [...compiled.keys()] },
  });
}

/** What is known of the table's variables, with the dates from which days were counted. */
function factsOf(variables: readonly Variable[], told: Facts, known: Known): Facts {
  const dates = variables.flatMap(({ name, daysSince }) => {
    const date = daysSince === null ? undefined : factOf(told, daysSince);
    return daysSince === null || date === undefined || !known.has(name)
      ? []
      : [[daysSince, date] as const];
  });
  return Object.fromEntries([...dates, ...known]);
}

function identify(policies: Policies, { decision, at }: DecisionRequest, facts: Facts) {
  const { revision } = policies;
  const id = hashJson({ revision, decision, day: dayOf(at), facts: { ...facts } as Json });
  return { id, revision, decision };
}

/** Facts that the sentence names although they cannot change what is decided: without them nothing can be said. */
function unnamed(
  { conclusion }: Leaf,
  variables: readonly Variable[],
  known: Known,
): readonly string[] {
  const names = placeholdersIn(conclusion.reason);
  return variables
    .filter(
      ({ name, daysSince }) =>
        !known.has(name) &&
        (names.includes(name) || (daysSince !== null && names.includes(lastDay))),
    )
    .map(({ asks }) => asks);
}

interface SayContext {
  readonly variables: readonly Variable[];
  readonly known: Known;
  readonly at: number;
}

/** Fills what the row left open: facts, the last day of its period, and by how much that was missed. */
function createSay({ conclusion }: Leaf, { variables, known, at }: SayContext) {
  const windowDays = conclusion.outcome['window_days'];
  const counted = variables.find(({ daysSince }) => daysSince !== null);
  const days = counted && known.get(counted.name);
  const textOf = (name: string, over: number | null): FactValue | undefined => {
    if (name === daysOver) return over ?? undefined;
    if (name !== lastDay) return known.get(name);
    return typeof windowDays === 'number' && typeof days === 'number'
      ? dayText(addDays(dayOf(at), windowDays - days))
      : undefined;
  };
  return (text: string, over: number | null) =>
    fill(text, (name) => textOf(name, over)?.toString());
}
