import type { ConversationState } from '../../conversation/conversation-state.ts';
import type { LogEntry } from '../../conversation/log-entry.ts';
import { productSlot } from '../../forms/change-form.ts';
import { formFromJson } from '../../forms/form-state.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { Json } from '../../kernel/json.ts';
import { textOf } from '../summarise.ts';
import type { DecidedIn } from './decided/decided-in.ts';
import type { GuardContext } from './finding.ts';

interface Remembered {
  readonly state: ConversationState;
  readonly entries: readonly LogEntry[];
}

/** The same for an agent's message, with what was decided. */
export type GuardContextFor = (
  conversationId: ConversationId,
  remembered: Remembered,
) => Promise<GuardContext>;

export function createGuardContextFor(deps: {
  readonly decidedIn: DecidedIn;
  readonly clock: Clock;
}): GuardContextFor {
  return async (conversationId, { state, entries }) => {
    const matters = await deps.decidedIn(conversationId, state);
    return { ...guardContextOf(state, entries), decided: { matters, now: deps.clock.now() } };
  };
}

/** What a conversation tells about a message that goes into it. */
export function guardContextOf(
  { form, later }: Pick<ConversationState, 'form' | 'later'>,
  entries: readonly Pick<LogEntry, 'kind' | 'author' | 'body'>[],
): GuardContext {
  const typed = entries
    .filter(({ kind, author }) => kind === 'message' && author.role === 'shopper')
    .flatMap(({ body }) => body?.text ?? []);
  const { slots = {} } = formFromJson(form) ?? {};
  const filled = Object.values(slots).map(({ value }) => String(value));
  const waiting = later?.texts ?? [];
  const product = slots[productSlot];
  const names = [...(product?.from === 'order' ? [String(product.value)] : []), ...told(entries)];
  return { said: [...typed, ...waiting, ...filled], names };
}

/** What orders call their goods, as cards of the bot have told it. */
function told(entries: readonly Pick<LogEntry, 'author' | 'body'>[]): readonly string[] {
  return entries.flatMap(({ author, body }) => {
    const { input, case: card } = (author.role === 'bot' && body?.details) || {};
    const orders = partsOf(input, 'orders').flatMap((order) => [
      textOf(order, 'title') ?? [],
      textOf(order, 'seller') ?? [],
    ]);
    return [...orders.flat(), textOf(card, 'subject') ?? []].flat();
  });
}

function partsOf(card: Json | undefined, name: string): readonly Json[] {
  if (card === null || typeof card !== 'object' || Array.isArray(card)) return [];
  const parts = (card as { readonly [name: string]: Json | undefined })[name];
  return Array.isArray(parts) ? parts : [];
}
