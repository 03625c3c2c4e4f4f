import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { joinViews, type KnownConversation, readOn } from './conversation-log.ts';
import { conversationKey, knownOf } from './desk-queries.ts';
import { fetchConversation } from './desk-requests.ts';
import type { LinkState } from './event-stream.ts';
import { useLiveDesk } from './use-live-desk.ts';

interface Watched {
  readonly conversation: KnownConversation | undefined;
  readonly link: LinkState;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The open conversation, from its first entry: what is known at once, what is new fetched behind it, then live. */
export function useWatched(selected: string | null): Watched {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: conversationKey(selected ?? ''),
    queryFn:
      selected === null
        ? skipToken
        : async () => {
            const fetched = await readOn(selected, knownOf(client, selected), fetchConversation);
            return joinViews(knownOf(client, selected), fetched);
          },
    staleTime: 0, // coming back to it fetches what happened meanwhile, behind what is shown
  });
  const link = useLiveDesk(data?.conversationId ?? null);
  return { conversation: data, link, error, retry: () => void refetch() };
}
