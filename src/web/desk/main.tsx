import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { newKey } from '../shared/new-key.ts';
import { createPause } from '../shared/pause.ts';
import { WireError } from '../shared/request.ts';
import { createSessionMemory } from '../shared/session-memory.ts';
import { createComposerStore } from './composer-store.ts';
import { createCompositionShelf } from './composition-shelf.ts';
import { DeskPage } from './desk-page.tsx';
import { sessionQuery } from './desk-queries.ts';
import { postReply } from './desk-requests.ts';

const composers = createComposerStore({
  shelf: createCompositionShelf(createSessionMemory()),
  post: (reply) => postReply(reply).catch(failReply),
  newKey,
  createPause,
  random: Math.random,
});
addEventListener('online', () => composers.hurry());

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: endWhereSignedOut }),
  mutationCache: new MutationCache({ onError: endWhereSignedOut }),
  defaultOptions: {
    queries: {
      // The stream of events says when something is out of date.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (failures, error) =>
        failures < 3 && error instanceof WireError && (error.status === 0 || error.status >= 500),
    },
  },
});

const root = document.getElementById('desk');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <DeskPage composers={composers} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

/** Once the session has ended the page asks for the token again; everything written stays. */
function endWhereSignedOut(error: unknown): void {
  if (error instanceof WireError && error.status === 401) {
    client.setQueryData(sessionQuery.queryKey, null);
  }
}

function failReply(error: unknown): never {
  endWhereSignedOut(error);
  throw error;
}
