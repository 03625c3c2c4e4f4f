import { isIntent } from '../nlu/intents.ts';
import type { FormDefinition } from './form-definition.ts';
import type { FormState } from './form-state.ts';
import type { RuleBook } from './rule-book.ts';

/** What a form that serves many intents was begun for. */
export const matterSlot = 'matter';

/** The form of a state. One that serves many intents goes by the name of that which began it, and so does its case. */
export function formIn(
  { forms, revision }: Pick<RuleBook, 'forms' | 'revision'>,
  state: Pick<FormState, 'form' | 'slots'>,
): FormDefinition | null {
  const form = forms.get(state.form);
  if (!form || form.caseKind !== undefined) return form ?? null;
  const matter = String(state.slots[matterSlot]?.value ?? form.name);
  const title = isIntent(matter) ? revision.intents.get(matter)?.title : undefined;
  return { ...form, caseKind: matter, title: title ?? form.title };
}
