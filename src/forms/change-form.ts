import type { RevisionId } from '../kernel/ids.ts';
import type { Facts, FactValue } from '../policy/decision.ts';
import type { FormDefinition } from './form-definition.ts';
import type { FilledSlot, FormState } from './form-state.ts';
import type { Heard } from './heard.ts';
import { matterSlot } from './matter-form.ts';

/** Slots that the form itself keeps beside its questions: which of the order's goods, and how it is called. */
export const itemSlot = 'item_id';
export const productSlot = 'product';
/** The number that somebody told whose orders we cannot see. */
export const toldOrderSlot = 'told_order_id';

/** Of a form that has put no question yet, and made no decision. */
const nothingAsked = {
  asked: null,
  trail: [],
  offered: null,
  misses: 0,
  decisionId: null,
} as const;

/** A form just begun, with the facts that the intent brings. */
export function beginForm(
  form: FormDefinition,
  begin: { readonly revision: RevisionId; readonly intent: string; readonly now: number },
): FormState {
  return {
    form: form.name,
    revision: begin.revision,
    slots: filledFrom('shopper', form.begins[begin.intent] ?? {}),
    unknown: [],
    ...nothingAsked,
    lastAt: begin.now,
  };
}

const keptAtRestart: readonly string[] = ['desired_action', matterSlot];

/** All over again: what is wanted stays, whatever was said about it goes. */
export function restarted(state: FormState): FormState {
  const slots = Object.fromEntries(
    Object.entries(state.slots).filter(([slot]) => keptAtRestart.includes(slot)),
  );
  return { ...state, slots, unknown: [], ...nothingAsked };
}

/** The matter goes on as another form: what is known stays, what was asked does not. */
export function turnedInto(form: FormDefinition, state: FormState): FormState {
  return { ...state, form: form.name, ...nothingAsked };
}

/** With the next question asked; the one before, if it was settled, is where a step back leads. */
export function withAsked(state: FormState, slot: string): FormState {
  const before = state.asked;
  const isSettled = before !== null && (before in state.slots || state.unknown.includes(before));
  const trail = state.trail.filter((one) => one !== before && one !== slot);
  return {
    ...state,
    asked: slot,
    trail: isSettled && before !== slot ? [...trail, before] : trail,
    offered: null,
    misses: 0,
  };
}

/** One question back: what was said to it is forgotten. `null` at the first one. */
export function steppedBack(
  state: FormState,
): { readonly state: FormState; readonly slot: string } | null {
  const slot = state.trail.at(-1);
  if (slot === undefined) return null;
  const kept = slot === 'order_id' ? withoutOrder(state) : state;
  const slots = Object.fromEntries(Object.entries(kept.slots).filter(([name]) => name !== slot));
  const unknown = kept.unknown.filter((name) => name !== slot);
  const trail = kept.trail.slice(0, -1);
  return { state: { ...kept, slots, asked: slot, trail, unknown, misses: 0 }, slot };
}

/** With what the shopper said; an answer at last makes a slot known that was given up. */
export function withHeard(state: FormState, heard: readonly Heard[]): FormState {
  const facts = Object.fromEntries(heard.map(({ slot, value }) => [slot, value]));
  return {
    ...state,
    slots: { ...state.slots, ...filledFrom('shopper', facts) },
    unknown: state.unknown.filter((slot) => !(slot in facts)),
    misses: 0,
  };
}

/** With what the order system knows, which is worth more than what was said before it was asked. */
export function withOrder(
  state: FormState,
  order: {
    readonly orderId: string;
    /** `null`: the whole order is meant. */
    readonly itemId: string | null;
    readonly title: string;
    readonly facts: Facts;
  },
): FormState {
  const known = {
    ...order.facts,
    order_id: order.orderId,
    [itemSlot]: order.itemId ?? undefined,
    [productSlot]: order.title,
  };
  return { ...state, slots: { ...state.slots, ...filledFrom('order', known) } };
}

/** With what the program knows by itself; nothing changes where it knew that before. */
export function withKnown(state: FormState, facts: Facts): FormState {
  const isNew = Object.entries(facts).some(([slot, value]) => state.slots[slot]?.value !== value);
  return isNew ? { ...state, slots: { ...state.slots, ...filledFrom('order', facts) } } : state;
}

/** Without the order and all that came from it. */
export function withoutOrder(state: FormState): FormState {
  const kept = Object.entries(state.slots).filter(
    ([slot, { from }]) => from !== 'order' && slot !== 'order_id',
  );
  return { ...state, slots: Object.fromEntries(kept) };
}

/** The shopper cannot tell: it is not asked again. */
export function withUnknown(state: FormState, slot: string): FormState {
  return { ...state, unknown: [...new Set([...state.unknown, slot])], misses: 0 };
}

function filledFrom(
  from: FilledSlot['from'],
  facts: Readonly<Record<string, FactValue | undefined>>,
): Readonly<Record<string, FilledSlot>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([slot, value]) =>
      value === undefined ? [] : [[slot, { value, from }]],
    ),
  );
}
