import type { QueryClient } from '@tanstack/react-query';
import { addEntries, type KnownConversation, lastSeq } from './conversation-log.ts';
import {
  alarmsQuery,
  caseListKey,
  casesKey,
  conversationKey,
  heldQuery,
  knownOf,
  promisesKey,
  queueQuery,
  suggestionsKey,
  typingKey,
} from './desk-queries.ts';
import type { DeskListener } from './event-stream.ts';

/** Brings what the stream says into what the desk keeps. */
export function createListener(client: QueryClient): DeskListener {
  const change = (id: string, update: (known: KnownConversation) => KnownConversation) =>
    client.setQueryData<KnownConversation>(conversationKey(id), (known) => known && update(known));

  return {
    queue: (list) => void client.setQueryData(queueQuery.queryKey, list),
    alarms(list) {
      client.setQueryData(alarmsQuery.queryKey, list);
      void client.invalidateQueries({ queryKey: caseListKey });
    },
    held: (list) => void client.setQueryData(heldQuery.queryKey, list),
    entry({ conversationId: id, entry }) {
      // What is shown of it has gone: all is read anew.
      if (entry.body?.name === 'privacy.erased')
        return void client.resetQueries({ queryKey: conversationKey(id) });
      const known = knownOf(client, id);
      // Behind a gap, which a fetch closes.
      if (entry.seq > lastSeq(known) + 1)
        void client.invalidateQueries({ queryKey: conversationKey(id) });
      change(id, (before) => ({ ...before, entries: addEntries(before.entries, [entry]) }));
      if (entry.author.role === 'shopper') client.setQueryData(typingKey(id), 0);
    },
    owner({ conversationId: id, owner, ownerName }) {
      change(id, (known) => ({ ...known, owner, ownerName }));
    },
    context({ conversationId: id }) {
      void client.invalidateQueries({ queryKey: conversationKey(id) });
      void client.invalidateQueries({ queryKey: suggestionsKey(id) });
      void client.invalidateQueries({ queryKey: casesKey(id) });
      void client.invalidateQueries({ queryKey: promisesKey(id) });
    },
    typing: ({ conversationId: id }) => void client.setQueryData(typingKey(id), Date.now()),
    reset: ({ conversationId: id }) => void client.resetQueries({ queryKey: conversationKey(id) }),
  };
}
