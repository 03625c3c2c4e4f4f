import type { ConversationState } from '../../conversation/conversation-state.ts';
import type { LogEntry } from '../../conversation/log-entry.ts';
import { formFromJson } from '../../forms/form-state.ts';
import type { GuardContext } from './finding.ts';

/** What a conversation tells about a message that goes into it. */
export function guardContextOf(
  { form, later }: Pick<ConversationState, 'form' | 'later'>,
  entries: readonly LogEntry[],
): GuardContext {
  const typed = entries
    .filter(({ kind, author }) => kind === 'message' && author.role === 'shopper')
    .flatMap(({ body }) => body?.text ?? []);
  const slots = Object.values(formFromJson(form)?.slots ?? {});
  const waiting = later?.texts ?? [];
  return { said: [...typed, ...waiting, ...slots.map(({ value }) => String(value))] };
}
