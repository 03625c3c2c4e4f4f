import type { Intent } from '../nlu/intents.ts';
import type { Forms } from './form-file.ts';

/** The dialog that answers how far a case is; all others are forms, by their names. */
export const statusDialog = 'status';

/** The dialog that tells where orders are. */
export const ordersDialog = 'orders';

/** Which dialog an intent begins. */
export function dialogsOf(forms: Forms): ReadonlyMap<Intent, string> {
  const byForm = [...forms.values()].flatMap((form) =>
    // The file was checked: its keys are intents.
    Object.keys(form.begins).map((intent) => [intent as Intent, form.name] as const),
  );
  return new Map([['aftersales_status', statusDialog], ['order_status', ordersDialog], ...byForm]);
}
