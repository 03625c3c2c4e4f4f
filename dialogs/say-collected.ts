import type { TurnContext } from 'botbuilder-core';
import { productSlot } from '../src/forms/change-form.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { labelOf, valueText } from '../src/forms/form-words.ts';
import { say } from './say.ts';
import { turnOf } from './turn.ts';

/** Repeats what a person will get to read, before the shopper says yes to it. */
export async function sayCollected(
  context: TurnContext,
  form: FormDefinition,
  { slots }: FormState,
): Promise<void> {
  const lines = [productSlot, ...form.slots.keys()].flatMap((slot) => {
    const filled = slots[slot];
    if (filled === undefined) return [];
    return [`${labelOf(form, slot)}：${valueText(form, slot, filled.value)}`];
  });
  const lead = turnOf(context).sentence('form.collected', { title: form.title });
  await say(context, [lead, ...lines].join('\n'), { dialog: form.name });
}
