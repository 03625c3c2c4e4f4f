import { freshState, stateToJson } from '../../src/conversation/conversation-state.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import { belongingWrite } from '../../src/conversation/shopper-conversations.ts';
import type { TurnStore } from '../../src/conversation/turn-store.ts';
import type { ConversationId, ShopperId } from '../../src/kernel/ids.ts';

/** Begins conversations. */
export interface ConversationStarter {
  /** The first commit: the conversation exists with its greeting, once, however often this is called. */
  start(begin: {
    readonly conversationId: ConversationId;
    readonly shopperId: ShopperId;
  }): Promise<void>;
}

export function createConversationStarter(deps: {
  readonly store: TurnStore;
  readonly greeting: () => NewEntry;
}): ConversationStarter {
  return {
    async start({ conversationId, shopperId }) {
      // A conversation that exists answers `stale` or the first result: either way it has its greeting.
      await deps.store.commit({
        conversationId,
        key: 'start',
        etag: null,
        state: stateToJson(freshState),
        entries: [deps.greeting()],
        effects: [
          { kind: 'conversation.belongs-to', shopperId },
          { kind: 'document.put', write: belongingWrite(conversationId, shopperId) },
        ],
      });
    },
  };
}
