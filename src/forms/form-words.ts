import type { FactValue } from '../policy/decision.ts';
import { fenOf, yuanText } from '../policy/money/fen.ts';
import { productSlot, toldOrderSlot } from './change-form.ts';

/** What a form calls things, for people: a form's definition has this shape, and more. */
export interface FormWords {
  /** What the shopper wants, e.g. 退货. */
  readonly title: string;
  /** Asked once the decision is granted. */
  readonly confirm?: string;
  readonly slots: ReadonlyMap<string, SlotWords>;
}

export interface SlotWords {
  readonly label: string;
  /** The question for it. */
  readonly ask: string;
  readonly choices?: readonly { readonly value: FactValue; readonly label: string }[];
}

/** `null`: no such form in this version of the shop's knowledge. */
export type FindFormWords = (form: string) => FormWords | null;

/** What an order fills in without any form asking for it. */
const orderLabels: ReadonlyMap<string, string> = new Map([
  [productSlot, '商品'],
  [toldOrderSlot, '订单号（顾客说的，没有核对）'],
  ['quantity', '件数'],
  ['paid_fen', '这件实付'],
  ['order_paid_fen', '整单实付'],
]);

/** Whether anybody has words for it: what an order tells beside the matter is nothing to read. */
export function isNamed(words: FormWords | null, slot: string): boolean {
  return orderLabels.has(slot) || (words?.slots.has(slot) ?? false);
}

/** What agents call a slot; its own name where nobody says anything. */
export function labelOf(words: FormWords | null, slot: string): string {
  return words?.slots.get(slot)?.label ?? orderLabels.get(slot) ?? slot;
}

/** A slot's value for people to read. */
export function valueText(words: FormWords | null, slot: string, value: FactValue): string {
  const choice = words?.slots.get(slot)?.choices?.find((one) => one.value === value);
  if (choice) return choice.label;
  if (slot.endsWith('_fen') && typeof value === 'number') return yuanText(fenOf(value));
  if (slot.endsWith('_mg') && typeof value === 'number') return `${value / 1_000}克`;
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value);
}
