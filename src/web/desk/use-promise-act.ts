import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../shared/new-key.ts';
import { promisesKey } from './desk-queries.ts';

/** An act on a promise under one key, however often its button is pressed. */
export function usePromiseAct<T>(
  conversationId: string,
  act: (given: T, key: string) => Promise<unknown>,
) {
  const client = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: (given: T) => act(given, key),
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: promisesKey(conversationId) }),
  });
}
