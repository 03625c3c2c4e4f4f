import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { KnownConversation } from './conversation-log.ts';
import {
  fetchAlarms,
  fetchCases,
  fetchHeld,
  fetchPromises,
  fetchQueue,
  fetchSession,
  fetchSuggestions,
} from './desk-requests.ts';

/** What the desk keeps of the server, each under its own key. The stream of events keeps it up to date. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: fetchSession });

export const queueQuery = queryOptions({ queryKey: ['queue'], queryFn: fetchQueue });

export const heldQuery = queryOptions({ queryKey: ['held'], queryFn: fetchHeld });

export const alarmsQuery = queryOptions({ queryKey: ['alarms'], queryFn: fetchAlarms });

export const conversationKey = (conversationId: string) => ['conversation', conversationId];
export const suggestionsKey = (conversationId: string) => ['suggestions', conversationId];
export const casesKey = (conversationId: string) => ['cases', conversationId];
export const promisesKey = (conversationId: string) => ['promises', conversationId];
export const typingKey = (conversationId: string) => ['typing', conversationId];

export function knownOf(
  client: QueryClient,
  conversationId: string,
): KnownConversation | undefined {
  return client.getQueryData<KnownConversation>(conversationKey(conversationId));
}

export function useSuggestions(conversationId: string) {
  return useQuery({
    queryKey: suggestionsKey(conversationId),
    queryFn: () => fetchSuggestions(conversationId),
    staleTime: 0,
  });
}

export function useCases(conversationId: string) {
  return useQuery({
    queryKey: casesKey(conversationId),
    queryFn: () => fetchCases(conversationId),
    staleTime: 0,
  });
}

export function usePromises(conversationId: string) {
  return useQuery({
    queryKey: promisesKey(conversationId),
    queryFn: () => fetchPromises(conversationId),
    staleTime: 0,
  });
}
