import { type Owner, stateFromJson } from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { Page } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { type AgentAct, type DeskDeps, demandOwner, ownerCommit } from './agent-act.ts';
import { type Claimed, claimHandoff } from './claim-handoff.ts';
import { commitAct, loadConversation } from './commit-act.ts';
import { handBack } from './ownership.ts';
import type { QueuedHandoff } from './queue-store.ts';
import { type AgentReply, replyAsAgent } from './reply-as-agent.ts';

export interface ListedHandoff extends QueuedHandoff {
  readonly epoch: number;
}

export interface ConversationView {
  readonly owner: Owner;
  readonly entries: readonly LogEntry[];
  readonly head: number;
}

interface PageOf {
  readonly after?: string;
  readonly limit: number;
}

/** What an agent may do with conversations. Each act is one commit, refused when the agent's view is out of date. */
export interface Desk {
  list(page: PageOf): Promise<Page<ListedHandoff>>;
  /** At most 200 entries after `afterSeq`. */
  view(conversationId: ConversationId, afterSeq: number): Promise<ConversationView>;
  claim(act: AgentAct): Promise<Claimed>;
  reply(reply: AgentReply): Promise<{ readonly seq: number }>;
  /** Gives the conversation back to the bot. */
  close(act: AgentAct & { readonly epoch: number }): Promise<{ readonly epoch: number }>;
}

export function createDesk(deps: DeskDeps): Desk {
  return {
    list: (page) => listHandoffs(deps, page),
    view: (conversationId, afterSeq) => viewConversation(deps, conversationId, afterSeq),
    claim: (act) => claimHandoff(deps, act),
    reply: (reply) => replyAsAgent(deps, reply),
    close: (act) => closeHandoff(deps, act),
  };
}

async function listHandoffs({ store }: DeskDeps, page: PageOf): Promise<Page<ListedHandoff>> {
  const queue = await store.listQueue(page);
  const rows = await Promise.all(
    queue.rows.map(async (row) => {
      const { state } = await loadConversation(store, row.conversationId);
      return { ...row, epoch: stateFromJson(state).owner.epoch };
    }),
  );
  return { ...queue, rows };
}

async function viewConversation(
  { store }: DeskDeps,
  conversationId: ConversationId,
  afterSeq: number,
): Promise<ConversationView> {
  const record = await loadConversation(store, conversationId);
  const slice = await store.since(conversationId, afterSeq, 200);
  const { owner } = stateFromJson(record.state);
  return { owner, entries: slice?.entries ?? [], head: record.head };
}

async function closeHandoff(deps: DeskDeps, act: AgentAct & { readonly epoch: number }) {
  await commitAct(deps.store, {
    conversationId: act.conversationId,
    key: `close:${act.agent.agentId}:${act.key}`,
    asked: { epoch: act.epoch },
    decide(_record, state) {
      demandOwner(state.owner, act, act.epoch);
      return ownerCommit(handBack(state), deps.say.closed(), act, 'close');
    },
  });
  return { epoch: act.epoch + 1 };
}
