import { useQuery } from '@tanstack/react-query';
import type { ComposerStore } from './composer-store.ts';
import { sessionQuery } from './desk-queries.ts';
import { SignIn } from './sign-in.tsx';
import { Trouble } from './trouble.tsx';
import { Workplace } from './workplace.tsx';

/** Asks who is there, then shows them their work. */
export function DeskPage({ composers }: { readonly composers: ComposerStore }) {
  const { data: session, error, refetch } = useQuery(sessionQuery);
  if (session) return <Workplace session={session} composers={composers} />;
  if (session === null) return <SignIn />;
  return (
    <main className="sign-in">
      {error === null ? (
        <p role="status">正在打开工作台…</p>
      ) : (
        <Trouble error={error} onRetry={() => void refetch()} />
      )}
    </main>
  );
}
