import type { SessionMemory } from '../shared/session-memory.ts';
import { type Composition, emptyComposition } from './composition.ts';

/** What is being written, for every conversation: neither switching between them nor a reload loses it. */
export interface CompositionShelf {
  of(conversationId: string): Composition;
  put(conversationId: string, composition: Composition): void;
  subscribe(listener: () => void): () => void;
}

export function createCompositionShelf(memory: SessionMemory): CompositionShelf {
  const compositions = new Map<string, Composition>();
  const listeners = new Set<() => void>();
  return {
    of(conversationId) {
      const known = compositions.get(conversationId);
      if (known !== undefined) return known;
      const restored = restore(memory.read(draftKey(conversationId)));
      compositions.set(conversationId, restored);
      return restored;
    },
    put(conversationId, composition) {
      compositions.set(conversationId, composition);
      const { text, suggestionId } = composition;
      memory.write(draftKey(conversationId), JSON.stringify({ text, suggestionId }));
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const draftKey = (conversationId: string) => `anxin.desk.draft.${conversationId}`;

function restore(kept: string | null): Composition {
  if (kept === null) return emptyComposition;
  try {
    // Written by `put` above; what another program wrote there counts as nothing.
    const { text, suggestionId } = JSON.parse(kept) as Partial<Composition>;
    if (typeof text !== 'string') return emptyComposition;
    return { ...emptyComposition, text, suggestionId: suggestionId ?? null };
  } catch {
    return emptyComposition;
  }
}
