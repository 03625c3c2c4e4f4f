import { loadConversation } from '../conversation/commit-act.ts';
import {
  type ConversationState,
  type Owner,
  stateFromJson,
} from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { DeskDeps } from './agent-act.ts';
import { findHolding } from './held-conversations.ts';

export interface ConversationView {
  readonly owner: Owner;
  /** Display name of the agent who holds it; `null` where nobody does. */
  readonly ownerName: string | null;
  readonly entries: readonly LogEntry[];
  readonly head: number;
}

/** What is known of a conversation at one moment. */
export interface Recollection {
  readonly state: ConversationState;
  readonly startedAt: number;
  /** The last 200 at most. */
  readonly entries: readonly LogEntry[];
  readonly head: number;
}

/** As much of the log as one look takes; the store's own limit. */
const pageLength = 200;

/** The log after `afterSeq`, and who speaks. */
export async function viewConversation(
  deps: DeskDeps,
  conversationId: ConversationId,
  afterSeq: number,
): Promise<ConversationView> {
  const record = await loadConversation(deps.store, conversationId);
  const slice = await deps.store.since(conversationId, afterSeq, pageLength);
  const { owner } = stateFromJson(record.state);
  const ownerName = await nameOfOwner(deps, conversationId, owner);
  return { owner, ownerName, entries: slice?.entries ?? [], head: record.head };
}

/** The state and the end of the log. */
export async function recallConversation(
  { store }: DeskDeps,
  conversationId: ConversationId,
): Promise<Recollection> {
  const record = await loadConversation(store, conversationId);
  const { head, startedAt } = record;
  const slice = await store.since(conversationId, Math.max(0, head - pageLength), pageLength);
  return { state: stateFromJson(record.state), startedAt, entries: slice?.entries ?? [], head };
}

async function nameOfOwner(
  { store }: DeskDeps,
  conversationId: ConversationId,
  owner: Owner,
): Promise<string | null> {
  if (owner.kind !== 'agent') return null;
  return (await findHolding(store, conversationId))?.name ?? null;
}
