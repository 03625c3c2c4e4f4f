import type { ConversationState, Owner } from '../conversation/conversation-state.ts';
import { stateToJson } from '../conversation/conversation-state.ts';
import type { Effect } from '../conversation/effect.ts';
import type { LogEntry, NewEntry } from '../conversation/log-entry.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import type { OwnerChange } from './ownership.ts';
import type { QueueStore } from './queue-store.ts';

export interface Agent {
  readonly agentId: AgentId;
  /** What shoppers see. */
  readonly name: string;
}

export interface AgentAct {
  readonly conversationId: ConversationId;
  readonly agent: Agent;
  /** Idempotency key: the same act asked for again gets the first answer. */
  readonly key: string;
}

export interface ConversationOutline {
  /** Of the shopper's last message that says something, masked; `null`: none yet. */
  readonly preview: string | null;
  /** In Chinese; `null` where it is not known. */
  readonly wants: string | null;
  /** Why the conversation is urgent, the gravest first; empty while the shopper is calm. */
  readonly urgency: readonly { readonly kind: string; readonly words: string }[];
}

export interface DeskDeps {
  readonly store: TurnStore & QueueStore & Pick<DocumentStore, 'getDocument' | 'listDocuments'>;
  readonly clock: Clock;
  /** The sentences around an agent's coming and going. */
  readonly say: {
    joined(agentName: string): NewEntry;
    /** With what the bot goes on to say, where a matter was left open. */
    closed(state: ConversationState): readonly NewEntry[];
  };
  /** What a row of a list tells about a conversation. */
  readonly outline: (state: ConversationState, recent: readonly LogEntry[]) => ConversationOutline;
}

/** Throws EPOCH_PASSED unless the conversation is this agent's, at this epoch. */
export function demandOwner(owner: Owner, { conversationId, agent }: AgentAct, epoch: number) {
  const isTheirs = owner.kind === 'agent' && owner.agentId === agent.agentId;
  if (isTheirs && owner.epoch === epoch) return;
  throw new AppError(
    'EPOCH_PASSED',
    `'${conversationId}' is at epoch ${owner.epoch}, owned by ${owner.kind}; reload it`,
    { details: { epoch: owner.epoch, owner: owner.kind } },
  );
}

export function notQueued(conversationId: ConversationId): AppError {
  return new AppError('HANDOFF_NOT_QUEUED', `'${conversationId}' does not wait for an agent`);
}

/** The commit of a change of owner: the event for the page, what the shopper is told, a line for the audit. */
export function ownerCommit(
  { conversationId, agent }: AgentAct,
  act: {
    readonly change: OwnerChange;
    readonly told: readonly NewEntry[];
    readonly action: string;
    readonly holding: Effect;
  },
) {
  const { change, told, action, holding } = act;
  const note = { actor: agent.agentId, action: `handoff.${action}`, subject: conversationId };
  const effects: readonly Effect[] = [...change.effects, holding, { kind: 'audit', note }];
  return { state: stateToJson(change.state), entries: [change.event, ...told], effects };
}
