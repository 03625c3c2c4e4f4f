import type { Effect } from '../conversation/effect.ts';
import type { DocumentStore, Page } from '../kernel/document-store.ts';
import { type AgentId, type ConversationId, parseConversationId } from '../kernel/ids.ts';
import type { Agent } from './agent-act.ts';

/** Which agent holds which conversation: an index beside the owner in the conversation's state, which decides. */
export interface Holding {
  readonly conversationId: ConversationId;
  readonly agentId: AgentId;
  /** What shoppers see. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

export const heldCollection = 'held-conversation';
const index = 'agent';

/** Notes, with the commit that takes a conversation over, who holds it. */
export function noteHolding(conversationId: ConversationId, agent: Agent, now: number): Effect {
  const { agentId, name } = agent;
  const write = {
    collection: heldCollection,
    id: conversationId,
    document: { agentId, name, since: now },
    indexes: { [index]: indexValue(agentId, now) },
  };
  return { kind: 'document.put', write };
}

/** Forgets it with the commit that gives the conversation away. In no index, the document is found no more. */
export function forgetHolding(conversationId: ConversationId): Effect {
  return {
    kind: 'document.put',
    write: { collection: heldCollection, id: conversationId, document: null },
  };
}

/** What an agent holds, the first taken first. */
export async function listHoldings(
  store: Pick<DocumentStore, 'listDocuments'>,
  agentId: AgentId,
  page: { readonly after?: string; readonly limit: number },
): Promise<Page<Holding>> {
  const { rows, ...rest } = await store.listDocuments({
    collection: heldCollection,
    index,
    from: indexValue(agentId, 0),
    to: indexValue(agentId, latest),
    ...page,
  });
  const holdings = rows.flatMap(({ id, document }) => holdingOf(id, document) ?? []);
  return { ...rest, rows: holdings };
}

/** Who holds the conversation; `null` where nobody does. */
export async function findHolding(
  store: Pick<DocumentStore, 'getDocument'>,
  conversationId: ConversationId,
): Promise<Holding | null> {
  const found = await store.getDocument(heldCollection, conversationId);
  return found && holdingOf(conversationId, found.document);
}

/** Widest epoch milliseconds of 13 digits: the year 2286. */
const latest = 9_999_999_999_999;

/** Ids of agents hold no colon, so an agent's values lie together, in the order of time. */
function indexValue(agentId: AgentId, since: number): string {
  return `${agentId}:${String(since).padStart(13, '0')}`;
}

function holdingOf(id: string, document: unknown): Holding | null {
  const conversationId = parseConversationId(id);
  // Written by noteHolding and forgetHolding only.
  const kept = document as Omit<Holding, 'conversationId'> | null;
  return conversationId && kept && { conversationId, ...kept };
}
