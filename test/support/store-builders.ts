import type { Effect } from '../../src/conversation/effect.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { AcceptRequest, TurnCommit, TurnStore } from '../../src/conversation/turn-store.ts';
import {
  type AgentId,
  type ConversationId,
  parseAgentId,
  parseConversationId,
  parseShopperId,
  type ShopperId,
} from '../../src/kernel/ids.ts';

/** The id of a conversation of a test; a name that could not be one is a mistake in the test. */
export function conversation(name: string): ConversationId {
  const id = parseConversationId(name);
  if (id === null) throw new Error(`'${name}' cannot be a conversation id`);
  return id;
}

/** The id of an agent of a test. */
export function agent(name: string): AgentId {
  const id = parseAgentId(name);
  if (id === null) throw new Error(`'${name}' cannot be an agent id`);
  return id;
}

/** The id of a shopper of a test. */
export function shopper(name: string): ShopperId {
  const id = parseShopperId(name);
  if (id === null) throw new Error(`'${name}' cannot be a shopper id`);
  return id;
}

/** What a shopper writes. */
function message(text: string): NewEntry {
  return { kind: 'message', author: { role: 'shopper', id: 'dl_a' }, body: { text } };
}

/** What the bot writes. */
export function reply(text: string): NewEntry {
  return { kind: 'message', author: { role: 'bot', id: 'anxin' }, body: { text } };
}

/** A message to accept: the same text under the same key is the same message. */
export function accepting(
  conversationId: ConversationId,
  key: string,
  text: string = key,
): AcceptRequest {
  return { conversationId, key, bodyHash: `hash of ${text}`, entry: message(text) };
}

/** A commit that writes nothing but what is given. */
export function committing(
  conversationId: ConversationId,
  key: string,
  etag: string | null,
  more: Partial<TurnCommit> = {},
): TurnCommit {
  return { conversationId, key, etag, entries: [], effects: [], ...more };
}

/** Begins a conversation and returns its eTag. */
export async function begin(
  store: TurnStore,
  conversationId: ConversationId,
  effects: readonly Effect[] = [],
): Promise<string> {
  const result = await store.commit(
    committing(conversationId, 'start', null, { state: { step: 0 }, effects }),
  );
  if (result.kind !== 'committed') throw new Error(`${conversationId} could not begin`);
  return result.etag;
}

/** Commits with the eTag of now, as a test does that is about something else; throws when it is refused. */
export async function commitNow(
  store: TurnStore,
  conversationId: ConversationId,
  key: string,
  more: Partial<TurnCommit>,
): Promise<string> {
  const record = await store.load(conversationId);
  const result = await store.commit(committing(conversationId, key, record?.etag ?? null, more));
  if (result.kind !== 'committed') throw new Error(`${key} was answered ${result.kind}`);
  return result.etag;
}
