import { commitAct } from '../conversation/commit-act.ts';
import type { Page } from '../kernel/document-store.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import { type AgentAct, type DeskDeps, demandOwner, ownerCommit } from './agent-act.ts';
import { type Claimed, claimHandoff } from './claim-handoff.ts';
import { forgetHolding } from './held-conversations.ts';
import {
  type HeldConversation,
  type ListedHandoff,
  listHandoffs,
  listHeld,
  type PageOf,
} from './list-conversations.ts';
import { handBack } from './ownership.ts';
import { type AgentReply, replyAsAgent } from './reply-as-agent.ts';
import {
  type ConversationView,
  type Recollection,
  recallConversation,
  viewConversation,
} from './view-conversation.ts';

/** What an agent may do with conversations. Each act is one commit, refused when the agent's view is out of date. */
export interface Desk {
  list(page: PageOf): Promise<Page<ListedHandoff>>;
  /** Conversations that the agent holds, the first taken first. */
  held(agentId: AgentId, page: PageOf): Promise<Page<HeldConversation>>;
  /** At most 200 entries after `afterSeq`. */
  view(conversationId: ConversationId, afterSeq: number): Promise<ConversationView>;
  recall(conversationId: ConversationId): Promise<Recollection>;
  claim(act: AgentAct): Promise<Claimed>;
  reply(reply: AgentReply): Promise<{ readonly seq: number }>;
  /** Gives the conversation back to the bot. */
  close(act: AgentAct & { readonly epoch: number }): Promise<{ readonly epoch: number }>;
}

export function createDesk(deps: DeskDeps): Desk {
  return {
    list: (page) => listHandoffs(deps, page),
    held: (agentId, page) => listHeld(deps, agentId, page),
    view: (conversationId, afterSeq) => viewConversation(deps, conversationId, afterSeq),
    recall: (conversationId) => recallConversation(deps, conversationId),
    claim: (act) => claimHandoff(deps, act),
    reply: (reply) => replyAsAgent(deps, reply),
    close: (act) => closeHandoff(deps, act),
  };
}

async function closeHandoff(deps: DeskDeps, act: AgentAct & { readonly epoch: number }) {
  const { conversationId } = act;
  await commitAct(deps.store, {
    conversationId,
    key: `close:${act.agent.agentId}:${act.key}`,
    asked: { epoch: act.epoch },
    decide(_record, state) {
      demandOwner(state.owner, act, act.epoch);
      return ownerCommit(act, {
        change: handBack(state),
        told: deps.say.closed(state),
        action: 'close',
        holding: forgetHolding(conversationId),
      });
    },
  });
  return { epoch: act.epoch + 1 };
}
