import { turnedInto, withAsked, withHeard, withUnknown } from '../src/forms/change-form.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { actionSlot, factsOf, nextStep } from '../src/forms/next-step.ts';
import { undecided } from '../src/forms/undecided.ts';
import { bothSides } from '../src/knowledge/answer.ts';
import { moodPriorities } from '../src/nlu/mood/mood.ts';
import { decide } from '../src/policy/decide.ts';
import type { Decision, Facts } from '../src/policy/decision.ts';
import { askConfirm, askSlot, confirmSlot } from './ask-slot.ts';
import { askForPerson } from './join-queue.ts';
import { withKnownFacts } from './known-facts.ts';
import { openCaseStep } from './open-case-step.ts';
import { closeForm, keeping, type OpenForm } from './open-form.ts';
import { privacyActOf, privacyStep } from './privacy-step.ts';
import { recommendFor, sayRecommended } from './recommend-step.ts';
import { offerPerson, personChoice, sayBothSides, sayReply } from './say.ts';
import { sayCollected } from './say-collected.ts';
import { sayOutcome } from './say-outcome.ts';
import { listOrders } from './shopper-orders.ts';

/** `asked` after a refusal, or after a person was offered: only a correction goes on from there. */
export const settledSlot = 'settled';

/** Asks the next question, or tells the decision. */
export async function goOn(open: OpenForm): Promise<void> {
  const ready = await withKnownFacts(await withOrdersTried(open));
  const { form, state } = ready;
  const step = nextStep(form, state, decisionFor(ready));
  switch (step.kind) {
    case 'ask': {
      const asking = keeping(ready, withAsked(state, step.slot.slot));
      return askSlot(ready.dc.context, { ...asking, slot: step.slot, wording: 'ask' });
    }
    case 'elsewhere':
      return goElsewhere(ready, step.action);
    case 'recommend':
      return weigh(ready);
    case 'stuck':
      keeping(ready, settled(state, step.decision));
      return offerPerson(ready.dc.context, 'form.stuck');
    case 'decided':
      return tell(ready, step.decision);
    default:
      return step satisfies never;
  }
}

async function weigh(open: OpenForm): Promise<void> {
  const { dc, state } = open;
  const found = recommendFor(open);
  if (found.kind === 'ask') {
    const asking = keeping(open, withAsked(state, found.slot.slot));
    return askSlot(dc.context, { ...asking, slot: found.slot, wording: 'ask' });
  }
  const [best, ...others] = found.remedies;
  if (best) return sayRecommended(keeping(open, withAsked(state, actionSlot)), [best, ...others]);
  keeping(open, settled(state, null));
  return offerPerson(dc.context, 'form.stuck');
}

/** 好的 and 不知道 to what was recommended: it is taken, and nothing is submitted yet. Returns whether it was. */
export async function takeBest(open: OpenForm): Promise<boolean> {
  const { form, state, turn } = open;
  const { act, choice } = turn.said;
  const isNod = choice === null && (act === 'yes' || act === 'dont_know');
  if (form.recommend === undefined || state.asked !== actionSlot || !isNod) return false;
  const found = recommendFor(open);
  const action = found.kind === 'choose' ? found.remedies[0]?.form.action : undefined;
  if (action === undefined) return false;
  await goOn(keeping(open, withHeard(state, [{ slot: actionSlot, value: action }])));
  return true;
}

/** The form that serves the action goes on with what is known; an action without a form is a person's. */
export async function goElsewhere(open: OpenForm, action: string): Promise<void> {
  const { dc, rules, state } = open;
  const form = [...rules.forms.values()].find((one) => one.action === action);
  if (!form) {
    keeping(open, settled(state, null));
    return offerPerson(dc.context, 'form.elsewhere');
  }
  await sayReply(dc.context, 'form.turned', { title: form.title });
  return goOn(keeping({ ...open, form }, turnedInto(form, state)));
}

/** A yes: decided once more, since the day may have changed since it was told, then opened as a case. */
export async function submit(open: OpenForm): Promise<void> {
  const decision = decisionFor(open)(factsOf(open.state));
  const isStill = decision.id === open.state.decisionId || isOpenFor(open.form, decision);
  if (!isStill) return tell(open, decision);
  closeForm(open);
  const { dc, form, state } = open;
  const act = privacyActOf(decision.outcome);
  if (act !== null) return privacyStep(dc.context, act);
  await openCaseStep(dc.context, { ...open, decision, facts: factsOf(state) }, state);
  if (form.urgent === true) await askForPerson(dc.context, moodPriorities.emergency);
}

/** Where nothing is decided here, the case is for the person who does. */
function isOpenFor({ decision, opensForPerson }: FormDefinition, { outcome }: Decision): boolean {
  const { status } = outcome;
  if (status === 'person' && opensForPerson) return true;
  return decision === undefined || status === 'granted' || status === 'partly';
}

async function tell(open: OpenForm, decision: Decision): Promise<void> {
  const { dc, form, state, rules, turn } = open;
  const disputed = bothSides(rules.revision, decision.clauses);
  if (disputed) {
    // A decision would be one side of it.
    keeping(open, settled(state, null));
    return sayBothSides(dc.context, disputed);
  }
  const decided = { rules, form, decision, facts: factsOf(state) };
  if (isOpenFor(form, decision)) {
    keeping(open, { ...withAsked(state, confirmSlot), decisionId: decision.id });
    await (form.decision === undefined
      ? sayCollected(dc.context, form, state)
      : sayOutcome(dc.context, decided));
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
  const goods = await listOrders(turn, state, form);
  if (goods !== 'down' && goods.length > 0) return open;
  if (goods === 'down') await sayReply(dc.context, 'orders.down');
  return keeping(open, withUnknown(state, 'order_id'));
}

function decisionFor({ form, rules, turn }: OpenForm): (facts: Facts) => Decision {
  const { decision } = form;
  if (decision === undefined) return (facts) => undecided(rules.revision.id, form.name, facts);
  return (facts) => decide(rules.policies, { decision, facts, at: turn.now });
}
