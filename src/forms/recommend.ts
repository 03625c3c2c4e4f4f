import { decide } from '../policy/decide.ts';
import type { Decision, Facts } from '../policy/decision.ts';
import type { FormDefinition, SlotDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import { isOpen } from './next-step.ts';
import type { RuleBook } from './rule-book.ts';

/** What could be done for the shopper, and what its table says to the facts known so far. */
export interface Remedy {
  readonly form: FormDefinition;
  readonly decision: Decision;
}

export type Recommendation =
  | { readonly kind: 'ask'; readonly slot: SlotDefinition }
  /** The best first; empty where a person has to see. */
  | { readonly kind: 'choose'; readonly remedies: readonly Remedy[] };

/** What the form may recommend, in its order, each with what its own table says. */
export function remediesOf(
  { forms, policies }: RuleBook,
  { recommend: actions = [] }: Pick<FormDefinition, 'recommend'>,
  { facts, at }: { readonly facts: Facts; readonly at: number },
): readonly Remedy[] {
  return actions.flatMap((action): readonly Remedy[] => {
    const serving = [...forms.values()].find((one) => one.action === action);
    if (serving?.decision === undefined) return [];
    const decision = decide(policies, { decision: serving.decision, facts, at });
    return [{ form: serving, decision }];
  });
}

/** What is granted comes first, then what is granted in part, then what its own form still has to ask for. */
const worth = ['granted', 'partly', 'missing'] as const;

/**
 * Weighs remedies, given in the order in which they serve the shopper: asks the facts that this form has a question
 * for, then ranks them. What is refused, a person's to decide, or only points to another remedy, is not offered.
 */
export function recommend(
  form: FormDefinition,
  state: FormState,
  remedies: readonly Remedy[],
): Recommendation {
  const missing = remedies.flatMap(({ decision }) => decision.missing);
  const slot = missing
    .filter((fact) => isOpen(state, fact))
    .flatMap((fact) => form.slots.get(fact) ?? [])[0];
  if (slot) return { kind: 'ask', slot };
  const ranked = worth.flatMap((status) =>
    remedies.filter(
      ({ decision: { outcome } }) => outcome.status === status && !('remedy' in outcome),
    ),
  );
  return { kind: 'choose', remedies: ranked };
}
