import type { DialogAct } from '../nlu/dialog-act.ts';
import type { Entity } from '../nlu/entity.ts';
import type { FormDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import type { Heard } from './heard.ts';

/** Where a day is heard: in which form, and in what message. */
export interface DayAround {
  readonly form: FormDefinition;
  readonly state: FormState;
  /** As it was typed. */
  readonly original: string;
  readonly act: DialogAct;
}

const received = /收到|收货|签收|到货|到手|拿到|取到|取的|取件|送到|送来|寄到|到的|收的/;
const bought = /买|下单|下的单|拍的|拍下|订的|付款|付的/;

/**
 * 前天收到 fills the day of receipt, 前天买 that of purchase, and what a form has words of its own for that one; a bare
 * 前天 answers the date that was asked for, and a correction takes back the date that was asked last.
 */
export function datedAs(entity: Entity, day: string, around: DayAround): Heard | null {
  const near = clauseAround(around.original, entity);
  const slot = named(near, around.form) ?? open(around);
  return slot === undefined ? null : { slot, value: day };
}

function named(near: string, { slots }: FormDefinition): string | undefined {
  const own = [...slots.values()].find(
    (slot) => slot.type === 'date' && slot.words?.some((word) => near.includes(word)),
  );
  if (own) return own.slot;
  if (received.test(near)) return 'receipt_date';
  return bought.test(near) ? 'purchase_date' : undefined;
}

function open({ form, state, act }: DayAround): string | undefined {
  const { asked, trail, slots } = state;
  const isDate = (name: string | null) => name !== null && form.slots.get(name)?.type === 'date';
  if (isDate(asked)) return asked ?? undefined;
  if (act !== 'correct') return undefined;
  const known = [...form.slots.keys()].filter((name) => isDate(name) && name in slots);
  return trail.findLast(isDate) ?? known[0] ?? [...form.slots.keys()].find(isDate);
}

/** The part between two marks that the entity stands in. */
function clauseAround(text: string, { start, end }: Entity): string {
  const before =
    text
      .slice(0, start)
      .split(/[，。！？；,.!?;\n]/)
      .at(-1) ?? '';
  const after = text.slice(end).split(/[，。！？；,.!?;\n]/)[0] ?? '';
  return before + after;
}
