import { AppError } from '../kernel/errors.ts';
import { hashJson } from '../kernel/hash.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { type ConversationState, stateFromJson } from './conversation-state.ts';
import type { CommitResult, ConversationRecord, TurnCommit, TurnStore } from './turn-store.ts';

type Committed = Extract<CommitResult, { kind: 'committed' }>;

interface Act {
  readonly conversationId: ConversationId;
  readonly key: string;
  /** What was asked for; the same key for something else is KEY_REUSED. */
  readonly asked: Json;
  /** Throws an AppError when the act is not allowed in this state. Called again after every change that came in between. */
  decide(record: ConversationRecord, state: ConversationState): Decided | Promise<Decided>;
}

type Decided = Omit<TurnCommit, 'conversationId' | 'key' | 'bodyHash' | 'etag' | 'ifHead'>;

/** A commit may meet that many changes of the conversation before it gives up. */
const maxAttempts = 16;
/** No conversation ever has this eTag, so a commit with it writes nothing: it only asks whether the key was used. */
const impossibleEtag = 'none';

export async function loadConversation(
  store: TurnStore,
  conversationId: ConversationId,
): Promise<ConversationRecord> {
  const record = await store.load(conversationId);
  if (record) return record;
  throw new AppError('CONVERSATION_UNKNOWN', `no conversation '${conversationId}'`);
}

/**
 * Loads, decides and commits until nobody came in between, log and state included. A repeated key gets its
 * first answer even if the act would be refused by now.
 */
export async function commitAct(store: TurnStore, act: Act): Promise<Committed> {
  const { conversationId, key } = act;
  const bodyHash = hashJson(act.asked);
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const record = await loadConversation(store, conversationId);
    const decision = await decideOrFirstAnswer(store, { ...act, bodyHash }, record);
    if ('kind' in decision) return decision;
    const result = await store.commit({
      conversationId,
      key,
      bodyHash,
      etag: record.etag,
      ifHead: record.head,
      ...decision,
    });
    if (result.kind === 'committed') return result;
    if (result.kind === 'conflict') throw reused(key);
    if (result.kind === 'fenced') {
      throw new AppError('HANDOFF_TAKEN', `the reservation of '${conversationId}' has passed`);
    }
  }
  throw new AppError('STORE_BUSY', `'${conversationId}' changed ${maxAttempts} times meanwhile`);
}

async function decideOrFirstAnswer(
  store: TurnStore,
  act: Act & { readonly bodyHash: string },
  record: ConversationRecord,
) {
  try {
    return await act.decide(record, stateFromJson(record.state));
  } catch (refusal) {
    const { conversationId, key, bodyHash } = act;
    const probe = { conversationId, key, bodyHash, etag: impossibleEtag, entries: [], effects: [] };
    const first = await store.commit(probe);
    if (first.kind === 'committed') return first;
    throw first.kind === 'conflict' ? reused(key) : refusal;
  }
}

function reused(key: string): AppError {
  return new AppError('KEY_REUSED', `key '${key}' was used for another request; send a new one`);
}
