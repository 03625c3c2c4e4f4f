import { useMutation, useQueryClient } from '@tanstack/react-query';
import { conversationKey, heldQuery, queueQuery } from './desk-queries.ts';
import { claim } from './desk-requests.ts';

/** Taking a waiting conversation over. */
export interface ClaimAct {
  readonly start: (conversationId: string) => void;
  readonly isPending: boolean;
  /** Why the last one failed; `null`: it did not. */
  readonly error: Error | null;
}

/** The lists come by the stream as well; asking for them anew shows the change even where it is cut. */
export function useClaim(onClaimed: (conversationId: string) => void): ClaimAct {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: claim,
    networkMode: 'always',
    onSuccess: (_claimed, conversationId) => onClaimed(conversationId),
    onSettled: (_claimed, _error, conversationId) =>
      Promise.all(
        [queueQuery.queryKey, heldQuery.queryKey, conversationKey(conversationId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  return {
    start: (conversationId) => {
      if (!isPending) mutate(conversationId);
    },
    isPending,
    error,
  };
}
