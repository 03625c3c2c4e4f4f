import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createListener } from './apply-event.ts';
import { lastSeq } from './conversation-log.ts';
import { knownOf, sessionQuery } from './desk-queries.ts';
import { type LinkState, openEventStream } from './event-stream.ts';

/**
 * Keeps the lists, and the watched conversation once it is loaded, up to date; returns how the link is.
 * `watched`: null while no conversation is open or loaded.
 */
export function useLiveDesk(watched: string | null): LinkState {
  const client = useQueryClient();
  const [state, setState] = useState<LinkState>('connecting');
  useEffect(() => {
    const stream = openEventStream({
      url: () => eventsUrl(watched, watched === null ? 0 : lastSeq(knownOf(client, watched))),
      listener: createListener(client),
      onState: setState,
      onRefused: () => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    });
    return stream.close;
  }, [client, watched]);
  return state;
}

function eventsUrl(watched: string | null, after: number): string {
  if (watched === null) return '/api/events';
  const query = new URLSearchParams({ conversationId: watched, after: String(after) });
  return `/api/events?${query}`;
}
