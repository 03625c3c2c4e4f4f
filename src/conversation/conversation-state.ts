import type { AgentId } from '../kernel/ids.ts';
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
}

export const freshState: ConversationState = {
  owner: { kind: 'bot', epoch: 0 },
  dialog: {},
  misses: 0,
};

/** The document as the store keeps it. The store returns what was put in, so reading it back needs no check. */
export function stateToJson(state: ConversationState): Json {
  return { owner: { ...state.owner }, dialog: state.dialog, misses: state.misses };
}

/** Reads the document back; an erased conversation (`null`) begins anew with the bot. */
export function stateFromJson(document: Json): ConversationState {
  // Written by stateToJson only, in the same or an earlier version of this program.
  return document === null ? freshState : (document as unknown as ConversationState);
}
