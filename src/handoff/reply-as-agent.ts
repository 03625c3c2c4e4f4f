import { commitAct } from '../conversation/commit-act.ts';
import type { Effect } from '../conversation/effect.ts';
import type { LogEntry, NewEntry } from '../conversation/log-entry.ts';
import type { ConversationRecord } from '../conversation/turn-store.ts';
import { AppError } from '../kernel/errors.ts';
import { type Agent, type AgentAct, type DeskDeps, demandOwner } from './agent-act.ts';

export interface AgentReply extends AgentAct {
  readonly epoch: number;
  readonly lastSeenSeq: number;
  readonly text: string;
  readonly suggestion?: SuggestionUse;
  /** Why it must not go out as it is; thrown once it is sure that nothing else stands in the way. */
  readonly objection?: AppError;
  /** What was objected to and is sent all the same. */
  readonly override?: GuardOverride;
}

/** Goes to the audit; nothing of what was written. */
export interface GuardOverride {
  readonly rules: readonly string[];
  /** In the agent's words, masked. */
  readonly reason: string;
}

/** What the text began as, for learning from it; nothing of what was written. */
export interface SuggestionUse {
  readonly id: string;
  readonly kind: string;
  /** What it was taken from, e.g. the id of an entry. */
  readonly source: string;
  readonly isEdited: boolean;
}

/** Sends an agent's message; EPOCH_PASSED when the conversation is not theirs any more, VIEW_STALE (with what is new) when the shopper has written since, REPLY_REFUSED where the guard objects. */
export async function replyAsAgent(
  deps: DeskDeps,
  reply: AgentReply,
): Promise<{ readonly seq: number }> {
  const { conversationId, agent, key, text } = reply;
  try {
    const { firstSeq } = await commitAct(deps.store, {
      conversationId,
      key: `reply:${agent.agentId}:${key}`,
      asked: { text },
      decide(record, { owner }) {
        demandOwner(owner, reply, reply.epoch);
        demandSeen(record, reply.lastSeenSeq);
        if (reply.objection) throw reply.objection;
        const effects = [...suggestionEffects(reply), ...overrideEffects(reply)];
        return { entries: [agentMessage(agent, text)], effects };
      },
    });
    return { seq: firstSeq };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'VIEW_STALE') throw error;
    const slice = await deps.store.since(conversationId, reply.lastSeenSeq, 200);
    const entries = (slice?.entries ?? []).filter(isShoppers).map(briefly);
    const details = { head: slice?.head ?? 0, entries };
    throw new AppError('VIEW_STALE', error.message, { cause: error, details });
  }
}

/** What the shopper wrote counts; the bot's and the desk's own entries after `lastSeenSeq` do not. */
function demandSeen(record: ConversationRecord, lastSeenSeq: number): void {
  if (record.lastAccepted <= lastSeenSeq) return;
  throw new AppError('VIEW_STALE', `the shopper has written after seq ${lastSeenSeq}`);
}

function suggestionEffects({ conversationId, agent, text, suggestion }: AgentReply): Effect[] {
  if (!suggestion) return [];
  const details = { ...suggestion, length: [...text].length };
  const note = {
    actor: agent.agentId,
    action: 'reply.suggested',
    subject: conversationId,
    details,
  };
  return [{ kind: 'audit', note }];
}

function overrideEffects({ conversationId, agent, text, override }: AgentReply): Effect[] {
  if (!override) return [];
  const details = { ...override, length: [...text].length };
  const note = {
    actor: agent.agentId,
    action: 'reply.overridden',
    subject: conversationId,
    details,
  };
  return [{ kind: 'audit', note }];
}

const isShoppers = (entry: LogEntry) => entry.author.role === 'shopper';

const briefly = ({ seq, at, body }: LogEntry) => ({
  seq,
  at: new Date(at).toISOString(),
  text: body?.text ?? null,
});

function agentMessage(agent: Agent, text: string): NewEntry {
  return {
    kind: 'message',
    author: { role: 'agent', id: agent.agentId, name: agent.name },
    body: { text, details: { agent: agent.name } },
  };
}
