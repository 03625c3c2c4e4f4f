import { bothSides } from '../knowledge/answer.ts';
import { decide } from '../policy/decide.ts';
import type { Decision, Facts, FactValue } from '../policy/decision.ts';
import { beginForm, withHeard, withUnknown } from './change-form.ts';
import type { FormDefinition, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import { actionSlot, factsOf, isOpen, nextStep } from './next-step.ts';
import { type Recommendation, recommend, remediesOf } from './recommend.ts';
import type { RuleBook } from './rule-book.ts';
import { claimFor, type Told, tellOutcome } from './tell-outcome.ts';
import type { Telling } from './told-outcome.ts';

/** Facts that somebody tries the rules with; `null`: they were asked and cannot tell. */
export type TriedFacts = Readonly<Record<string, FactValue | null>>;

export interface Tried {
  readonly decision: Decision;
  /** All that is known, also what the decision does not rest on. */
  readonly facts: Facts;
  /** The question that settles most, `null` once nothing is left to ask. */
  readonly next: SlotDefinition | null;
  /** As the dialog tells it; `null` while it depends on what is asked next. */
  readonly told: Told | null;
  /** Its clauses contradict others, which nobody has settled: both sides are told, and it counts as a person's. */
  readonly isDisputed: boolean;
}

/**
 * The forms whose rules anybody may try, without the questions that need somebody's order, files or own words. Their
 * other questions are the dialog's, and so is what they are asked for.
 */
export function situationsOf(rules: RuleBook): readonly FormDefinition[] {
  return [...rules.forms.values()]
    .filter((form) => canBeTried(rules, form))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(asked);
}

/** By its own table, or by one of those that it chooses among. */
function canBeTried({ forms, policies }: RuleBook, { decision, recommend = [] }: FormDefinition) {
  if (decision !== undefined) return isPublic(policies, decision);
  return [...forms.values()].some(
    ({ action = '', decision: its = '' }) => recommend.includes(action) && isPublic(policies, its),
  );
}

const placeOf = ({ onRulesPage }: FormDefinition) => onRulesPage?.place ?? Number.MAX_SAFE_INTEGER;

/** Whether anybody may decide by the table. */
export function isPublic({ tables, compiled }: RuleBook['policies'], decision: string): boolean {
  return compiled.has(decision) && tables.get(decision)?.isPublic === true;
}

function asked(form: FormDefinition): FormDefinition {
  const questions = [...form.slots, ...(form.tries ?? [])].filter(
    ([name, { type }]) =>
      name !== actionSlot && type !== 'order' && type !== 'photos' && type !== 'text',
  );
  const slots = new Map(questions);
  return { ...form, slots, evidence: form.evidence.filter(({ slot }) => slots.has(slot)) };
}

/** Decides a situation as the dialog would upon the same facts; asks, says and keeps nothing. */
export function tryRules(
  rules: RuleBook,
  situation: FormDefinition,
  { tried, ...telling }: Telling & { readonly tried: TriedFacts },
): Tried {
  const { decision: table = '' } = situation;
  const { now } = telling;
  const decideBy = (facts: Facts) => decide(rules.policies, { decision: table, facts, at: now });
  const state = stateOf(rules, situation, { tried, now });
  const facts = factsOf(state);
  const decision = decideBy(facts);
  const decided = { rules, form: situation, decision, facts };
  const step = nextStep(situation, state, decideBy);
  const owed = claimFor(decided)?.missing ?? [];
  const next = step.kind === 'ask' ? step.slot : amountAmong(owed, situation, state);
  const common = { decision, facts, next };
  const disputed = bothSides(rules.revision, decision.clauses);
  if (disputed) {
    // A decision would be one side of it.
    const title = situation.titles?.person ?? situation.title;
    const card = { title, reason: disputed.text, lines: [], dates: [], nearMiss: [] };
    const clauses = disputed.citations.map(({ clauseId }) => clauseId);
    const told: Told = { card: { status: 'person', ...card }, told: [], clauses };
    return { ...common, next: null, told, isDisputed: true };
  }
  const isDecided = decision.outcome.status !== 'missing' || next === null;
  return { ...common, told: isDecided ? tellOutcome(decided, telling) : null, isDisputed: false };
}

/** What could be done, the best first, or what to ask before: as the dialog weighs it upon the same facts. */
export function tryRemedies(
  rules: RuleBook,
  situation: FormDefinition,
  { tried, now }: { readonly tried: TriedFacts; readonly now: number },
): Recommendation {
  // Which of its matters it is has not been said: nothing is known that was not asked.
  const state = stateOf(rules, { ...situation, begins: {} }, { tried, now });
  const remedies = remediesOf(rules, situation, { facts: factsOf(state), at: now });
  const open = remedies.filter(({ form: { decision = '' } }) => isPublic(rules.policies, decision));
  return recommend(situation, state, open);
}

function stateOf(
  { revision }: RuleBook,
  form: FormDefinition,
  { tried, now }: { readonly tried: TriedFacts; readonly now: number },
): FormState {
  const [intent = ''] = Object.keys(form.begins);
  const begun = beginForm(form, { revision: revision.id, intent, now });
  return Object.entries(tried).reduce((state, [slot, told]) => {
    const definition = form.slots.get(slot);
    const presumed = definition && 'unknownAs' in definition ? definition.unknownAs : undefined;
    const value = told ?? presumed;
    return value === undefined ? withUnknown(state, slot) : withHeard(state, [{ slot, value }]);
  }, begun);
}

/** An amount without which a sum cannot be told: an order would tell it. */
function amountAmong(
  missing: readonly string[],
  form: FormDefinition,
  state: FormState,
): SlotDefinition | null {
  const wanted = missing.filter((fact) => isOpen(state, fact));
  return wanted.flatMap((fact) => form.slots.get(fact) ?? [])[0] ?? null;
}
