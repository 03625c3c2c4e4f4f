import { valueText } from '../src/forms/form-words.ts';
import { actionSlot, factsOf } from '../src/forms/next-step.ts';
import { type Recommendation, type Remedy, recommend, remediesOf } from '../src/forms/recommend.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import type { OpenForm } from './open-form.ts';
import { personChoice, say } from './say.ts';

/** What the shopper is entitled to by the tables, the best first, or the question that decides it. */
export function recommendFor({ form, rules, state, turn }: OpenForm): Recommendation {
  const remedies = remediesOf(rules, form, { facts: factsOf(state), at: turn.now });
  return recommend(form, state, remedies);
}

/** Tells which remedy is best and why, and offers the others the shopper is entitled to. */
export async function sayRecommended(
  { dc, form, rules, turn }: OpenForm,
  remedies: readonly [Remedy, ...Remedy[]],
): Promise<void> {
  const [best, ...others] = remedies;
  const { reason, clauses, outcome } = best.decision;
  const isSure = outcome.status !== 'missing';
  const told = isSure
    ? turn.sentence('form.recommend', { best: labelOf(form, best), reason })
    : turn.sentence('form.recommend.possible', { best: labelOf(form, best) });
  const names = others.map((other) => labelOf(form, other)).join('、');
  const rest = names === '' ? '' : turn.sentence('form.recommend.others', { others: names });
  await say(dc.context, `${told}${rest}`, {
    ask: actionSlot,
    dialog: form.name,
    citations: isSure ? clauses.map((clause) => citationOf(rules.revision, clause)) : [],
    choices: [
      ...remedies.map((one) => ({ label: labelOf(form, one), value: one.form.action ?? '' })),
      { label: turn.sentence('unknown.person'), value: personChoice },
    ],
  });
}

/** 退货退款: as the form that asks calls it. */
const labelOf = (asking: OpenForm['form'], { form }: Remedy): string =>
  valueText(asking, actionSlot, form.action ?? form.name);
