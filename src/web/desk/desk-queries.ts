import { type QueryClient, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { CaseListFilter } from './case-list-filter.ts';
import type { KnownConversation } from './conversation-log.ts';
import {
  fetchAlarms,
  fetchCaseList,
  fetchCases,
  fetchHeld,
  fetchIdentity,
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
export const caseListKey = ['case-list'];
export const promisesKey = (conversationId: string) => ['promises', conversationId];
export const identityKey = (conversationId: string) => ['identity', conversationId];
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

export function useIdentity(conversationId: string) {
  return useQuery({
    queryKey: identityKey(conversationId),
    queryFn: () => fetchIdentity(conversationId),
    staleTime: 0,
  });
}

/** Nothing on the stream tells of every case, so the list is also read again by itself. */
const caseListAgainMs = 30_000;

export function useCaseList(filter: CaseListFilter) {
  return useInfiniteQuery({
    queryKey: [...caseListKey, filter],
    queryFn: ({ pageParam }) => fetchCaseList(filter, pageParam),
    initialPageParam: null as string | null, // or the type would be null alone
    getNextPageParam: ({ next }) => next ?? null,
    staleTime: 0,
    refetchInterval: caseListAgainMs,
  });
}

export function usePromises(conversationId: string) {
  return useQuery({
    queryKey: promisesKey(conversationId),
    queryFn: () => fetchPromises(conversationId),
    staleTime: 0,
  });
}
