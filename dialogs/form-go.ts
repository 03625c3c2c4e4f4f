import { withAsked, withUnknown } from '../src/forms/change-form.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { factsOf, nextStep } from '../src/forms/next-step.ts';
import { bothSides } from '../src/knowledge/answer.ts';
import { decide } from '../src/policy/decide.ts';
import type { Decision, Facts } from '../src/policy/decision.ts';
import { askConfirm, askSlot, confirmSlot } from './ask-slot.ts';
import { openCaseStep } from './open-case-step.ts';
import { closeForm, keeping, type OpenForm } from './open-form.ts';
import { offerPerson, personChoice, sayBothSides, sayReply } from './say.ts';
import { sayOutcome } from './say-outcome.ts';
import { listOrders } from './shopper-orders.ts';

/** `asked` after a refusal, or after a person was offered: only a correction goes on from there. */
export const settledSlot = 'settled';

/** Asks the next question, or tells the decision. */
export async function goOn(open: OpenForm): Promise<void> {
  const ready = await withOrdersTried(open);
  const { form, state } = ready;
  const step = nextStep(form, state, decisionFor(ready));
  switch (step.kind) {
    case 'ask': {
      const asking = keeping(ready, withAsked(state, step.slot.slot));
      return askSlot(ready.dc.context, { ...asking, slot: step.slot, wording: 'ask' });
    }
    case 'elsewhere':
      keeping(ready, settled(state, null));
      return offerPerson(ready.dc.context, 'form.elsewhere');
    case 'stuck':
      keeping(ready, settled(state, step.decision));
      return offerPerson(ready.dc.context, 'form.stuck');
    case 'decided':
      return tell(ready, step.decision);
    default:
      return step satisfies never;
  }
}

/** A yes: decided once more, since the day may have changed since it was told, then opened as a case. */
export async function submit(open: OpenForm): Promise<void> {
  const decision = decisionFor(open)(factsOf(open.state));
  const isStill = decision.id === open.state.decisionId || isOpenFor(decision);
  if (!isStill) return tell(open, decision);
  closeForm(open);
  const decided = { ...open, decision, facts: factsOf(open.state) };
  await openCaseStep(open.dc.context, decided, open.state);
}

const isOpenFor = ({ outcome }: Decision) =>
  outcome.status === 'granted' || outcome.status === 'partly';

async function tell(open: OpenForm, decision: Decision): Promise<void> {
  const { dc, form, state, rules, turn } = open;
  const disputed = bothSides(rules.revision, decision.clauses);
  if (disputed) {
    // A decision would be one side of it.
    keeping(open, settled(state, null));
    return sayBothSides(dc.context, disputed);
  }
  const decided = { rules, form, decision, facts: factsOf(state) };
  if (isOpenFor(decision)) {
    keeping(open, { ...withAsked(state, confirmSlot), decisionId: decision.id });
    await sayOutcome(dc.context, decided);
    return askConfirm(dc.context, form);
  }
  keeping(open, settled(state, decision));
  const label = turn.sentence('unknown.person');
  await sayOutcome(dc.context, decided, { choices: [{ label, value: personChoice }] });
}

function settled(state: FormState, decision: Decision | null): FormState {
  return { ...withAsked(state, settledSlot), decisionId: decision?.id ?? null };
}

/** A shopper without orders, or an order system without an answer, is not asked to pick one. */
async function withOrdersTried(open: OpenForm): Promise<OpenForm> {
  const { dc, form, state, turn } = open;
  const isOpen = form.slots.has('order_id') && !('order_id' in state.slots);
  if (!isOpen || state.unknown.includes('order_id')) return open;
  const goods = await listOrders(turn, state);
  if (goods !== 'down' && goods.length > 0) return open;
  if (goods === 'down') await sayReply(dc.context, 'orders.down');
  return keeping(open, withUnknown(state, 'order_id'));
}

function decisionFor({ form, rules, turn }: OpenForm): (facts: Facts) => Decision {
  return (facts) => decide(rules.policies, { decision: form.decision, facts, at: turn.now });
}
