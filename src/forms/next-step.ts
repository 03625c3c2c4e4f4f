import type { Decision, Facts } from '../policy/decision.ts';
import { withAmounts } from '../policy/money/derive-amounts.ts';
import { factsAre } from './facts-are.ts';
import type { FormDefinition, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';

/** Where a form stands after all that was said. */
export type NextStep =
  | { readonly kind: 'ask'; readonly slot: SlotDefinition }
  /** Another action than this form's was chosen: the form that serves it takes over, or a person. */
  | { readonly kind: 'elsewhere'; readonly action: string }
  /** All is known that this form asks: what the shopper is entitled to is weighed, see `recommend.ts`. */
  | { readonly kind: 'recommend' }
  /** Decided; `granted` and `partly` want a yes before the case is opened. */
  | { readonly kind: 'decided'; readonly decision: Decision }
  /** Something has to be known that the shopper cannot tell. */
  | { readonly kind: 'stuck'; readonly decision: Decision };

/** The facts a form knows, for a decision, with what its amounts say. */
export function factsOf(state: FormState): Facts {
  const told = Object.entries(state.slots).map(([slot, { value }]) => [slot, value] as const);
  const known = Object.entries(withAmounts(Object.fromEntries(told)));
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/**
 * Asks for the order first, since it answers most, unless the form gives it a place of its own; then for what the form
 * names first, and for the fact that settles most; then, once the decision stands, for the evidence that goes with it.
 */
export function nextStep(
  form: FormDefinition,
  state: FormState,
  decide: (facts: Facts) => Decision,
): NextStep {
  const first = firstQuestion(form, state);
  if (first) return first;
  if (form.recommend !== undefined) {
    const told = wantedEvidence(form, state);
    return told ? { kind: 'ask', slot: told } : { kind: 'recommend' };
  }
  const decision = decide(factsOf(state));
  if (decision.outcome.status === 'missing') {
    const { missing } = decision;
    const known = [...form.first.filter((fact) => missing.includes(fact)), ...missing]
      .flatMap((fact) => form.reckoned[fact] ?? [fact])
      .filter((fact) => isOpen(state, fact));
    const slot = known.flatMap((fact) => form.slots.get(fact) ?? [])[0];
    return slot ? { kind: 'ask', slot } : { kind: 'stuck', decision };
  }
  const evidence = decision.outcome.status === 'refused' ? undefined : wantedEvidence(form, state);
  return evidence ? { kind: 'ask', slot: evidence } : { kind: 'decided', decision };
}

/** Whether a slot is neither known nor given up. */
export const isOpen = (state: FormState, slot: string) =>
  !(slot in state.slots) && !state.unknown.includes(slot);

/** What is wanted, and of which order: before any decision. */
function firstQuestion(form: FormDefinition, state: FormState): NextStep | null {
  const action = state.slots[actionSlot]?.value;
  if (form.slots.has(actionSlot) && action !== undefined && action !== form.action)
    return { kind: 'elsewhere', action: String(action) };
  const isInTurn = form.evidence.some(({ slot }) => slot === 'order_id');
  const slot = [...(form.recommend ? [] : [actionSlot]), ...(isInTurn ? [] : ['order_id'])]
    .filter((name) => isOpen(state, name))
    .flatMap((name) => form.slots.get(name) ?? [])[0];
  return slot ? { kind: 'ask', slot } : null;
}

/** What the shopper wants done; a form serves one action. */
export const actionSlot = 'desired_action';

function wantedEvidence(form: FormDefinition, state: FormState): SlotDefinition | undefined {
  const wanted = form.evidence.find(
    ({ slot, when }) => isOpen(state, slot) && factsAre(factsOf(state), when),
  );
  return wanted && form.slots.get(wanted.slot);
}
