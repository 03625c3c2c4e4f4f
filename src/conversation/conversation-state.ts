import type { AgentId, EntryId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';

/**
 * Who speaks to the shopper. `epoch` grows with every change of owner, so that whoever acts on an
 * older view is recognised and refused.
 */
export type Owner =
  | { readonly kind: 'bot'; readonly epoch: number }
  | { readonly kind: 'queue'; readonly epoch: number; readonly since: number }
  | { readonly kind: 'agent'; readonly epoch: number; readonly agentId: AgentId };

/** The state document of a conversation: changed by compare-and-set only, so no two turns overwrite each other. */
export interface ConversationState {
  readonly owner: Owner;
  /** The dialog stack, as the framework serialises it. */
  readonly dialog: { readonly [key: string]: Json | undefined };
  /** Questions in a row that found no answer. */
  readonly misses: number;
  /**
   * The open form, as `src/forms/form-state.ts` writes it; `null` while none is open. It stands beside the stack, so
   * that it outlives a person's taking over, and the desk can show it.
   */
  readonly form: Json;
  /** The form that the shopper gave up last, likewise: 还是退吧 takes it up again. */
  readonly givenUp: Json;
  /** What else was wanted in one message, in the shopper's words: offered, one by one, when the first is over. */
  readonly later: LaterWishes | null;
  /** How the shopper was at worst; `null`: calm so far. */
  readonly mood: MoodMemory | null;
  /** The entry that was told last, in answer to the message `seq`: 那生鲜呢 leans on it. */
  readonly told: { readonly entryId: EntryId; readonly seq: number } | null;
}

export interface MoodMemory {
  /** The words that told it, the gravest first, and the kind of each. */
  readonly signs: readonly { readonly kind: string; readonly words: string }[];
  /** Place in the queue: higher is served first. */
  readonly priority: number;
  /** Kinds that we have answered to already, so that nobody is soothed at every word. */
  readonly answered: readonly string[];
}

export interface LaterWishes {
  readonly texts: readonly string[];
  /** The first was offered, and an answer is awaited. */
  readonly isOffered: boolean;
  /** The order that the message named: what was said later in it is about that one too. */
  readonly orderNumber?: string | null;
}

export const freshState: ConversationState = {
  owner: { kind: 'bot', epoch: 0 },
  dialog: {},
  misses: 0,
  form: null,
  givenUp: null,
  later: null,
  mood: null,
  told: null,
};

/** The document as the store keeps it. The store returns what was put in, so reading it back needs no check. */
export function stateToJson(state: ConversationState): Json {
  const { owner, dialog, misses, form, givenUp, later, mood, told } = state;
  return {
    owner: { ...owner },
    dialog,
    misses,
    form,
    givenUp,
    later: later && { ...later },
    mood: mood && { ...mood, signs: mood.signs.map((sign) => ({ ...sign })) },
    told: told && { ...told },
  };
}

/** Reads the document back; an erased conversation (`null`) begins anew with the bot. */
export function stateFromJson(document: Json): ConversationState {
  // Written by stateToJson only, in the same or an earlier version of this program.
  const kept = document as unknown as ConversationState | null;
  // Spread over a fresh one: what an earlier version did not know yet has its beginning.
  return kept === null ? freshState : { ...freshState, ...kept };
}
