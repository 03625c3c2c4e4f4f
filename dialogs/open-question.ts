import type { NewEntry } from '../src/conversation/log-entry.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { confirmSlot } from './ask-slot.ts';
import type { Turn } from './turn.ts';

/**
 * The form's open question as a message of its own: said when a person gives the conversation back, so that the
 * shopper knows where they were. Cards that need the order system come with the bot's next question.
 */
export function openQuestion(
  form: FormDefinition,
  state: FormState,
  sentence: Turn['sentence'],
): NewEntry | null {
  const lead = sentence('form.after-person', { title: form.title });
  const slot = state.asked === null ? undefined : form.slots.get(state.asked);
  const text = state.asked === confirmSlot ? form.confirm : slot?.again;
  if (text === undefined) return null;
  const choices =
    slot && 'choices' in slot
      ? slot.choices.map(({ label, value }) => ({ label, value: String(value) }))
      : undefined;
  const details = {
    ask: state.asked ?? '',
    dialog: form.name,
    ...(choices ? { choices } : {}),
  };
  const author = { role: 'bot', id: 'anxin' } as const;
  return { kind: 'message', author, body: { text: lead + text, details } };
}
