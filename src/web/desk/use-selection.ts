import { useSyncExternalStore } from 'react';

/** The open conversation stands in the address, so that a reload, a bookmark and the way back find it. */
export function useSelection(): readonly [string | null, (conversationId: string) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return [selectionOf(hash), select];
}

/** `#/c/<id>` → the id; anything else → null. */
export function selectionOf(hash: string): string | null {
  const [, id] = /^#\/c\/([\w.~%-]+)$/.exec(hash) ?? [];
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return null; // a broken escape, typed by hand
  }
}

function select(conversationId: string): void {
  location.hash = `#/c/${encodeURIComponent(conversationId)}`;
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}
