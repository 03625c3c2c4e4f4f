import { loadConversation } from '../conversation/commit-act.ts';
import { stateFromJson } from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { ConversationRecord, TurnStore } from '../conversation/turn-store.ts';
import type { Page } from '../kernel/document-store.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import type { ConversationOutline, DeskDeps } from './agent-act.ts';
import { type Holding, listHoldings } from './held-conversations.ts';
import type { QueuedHandoff } from './queue-store.ts';

export interface ListedHandoff extends QueuedHandoff, ConversationOutline {
  readonly epoch: number;
}

export interface HeldConversation extends ConversationOutline {
  readonly conversationId: ConversationId;
  readonly epoch: number;
  /** When the agent took it, epoch milliseconds. */
  readonly since: number;
  /** Of the last entry. */
  readonly lastAt: number;
  readonly head: number;
  /** The shopper has written since an agent last did. */
  readonly isUnanswered: boolean;
}

export interface PageOf {
  readonly after?: string;
  readonly limit: number;
}

/** Enough to hold the shopper's last words, beside what was said around them. */
const recentEntries = 30;
const wordsBefore = 10;

/** Shoppers who wait, in serving order. */
export async function listHandoffs(deps: DeskDeps, page: PageOf): Promise<Page<ListedHandoff>> {
  const queue = await deps.store.listQueue(page);
  const rows = await Promise.all(
    queue.rows.map(async (row) => {
      const record = await loadConversation(deps.store, row.conversationId);
      const state = stateFromJson(record.state);
      const recent = await readRecent(deps.store, row.conversationId, record);
      return { ...row, epoch: state.owner.epoch, ...deps.outline(state, recent) };
    }),
  );
  return { ...queue, rows };
}

/** What an agent holds. The index may lag behind the owner in the state, which is believed. */
export async function listHeld(
  deps: DeskDeps,
  agentId: AgentId,
  page: PageOf,
): Promise<Page<HeldConversation>> {
  const { rows, ...rest } = await listHoldings(deps.store, agentId, page);
  const held = await Promise.all(rows.map((holding) => heldOf(deps, holding)));
  return { ...rest, rows: held.filter((row) => row !== null) };
}

async function heldOf(deps: DeskDeps, holding: Holding): Promise<HeldConversation | null> {
  const { conversationId, agentId, since } = holding;
  const record = await deps.store.load(conversationId);
  if (!record) return null;
  const state = stateFromJson(record.state);
  const { owner } = state;
  if (owner.kind !== 'agent' || owner.agentId !== agentId) return null;
  const recent = await readRecent(deps.store, conversationId, record);
  return {
    conversationId,
    epoch: owner.epoch,
    since,
    lastAt: recent.at(-1)?.at ?? since,
    head: record.head,
    isUnanswered: lastSeqOf(recent, 'shopper') > lastSeqOf(recent, 'agent'),
    ...deps.outline(state, recent),
  };
}

async function readRecent(
  store: TurnStore,
  conversationId: ConversationId,
  { head, lastAccepted }: ConversationRecord,
): Promise<readonly LogEntry[]> {
  const after = Math.max(0, Math.min(head - recentEntries, lastAccepted - wordsBefore));
  return (await store.since(conversationId, after, 200))?.entries ?? [];
}

function lastSeqOf(entries: readonly LogEntry[], role: LogEntry['author']['role']): number {
  const last = entries.findLast(({ kind, author }) => kind === 'message' && author.role === role);
  return last?.seq ?? 0;
}
