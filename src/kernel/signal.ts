/** Tells whoever listens that something happened. Listeners must not throw. */
export interface Signal<T> {
  emit(happened: T): void;
  /** Returns the way to stop. */
  listen(listener: (happened: T) => void): () => void;
}

export function createSignal<T>(): Signal<T> {
  const listeners = new Set<(happened: T) => void>();
  return {
    emit(happened) {
      for (const listener of listeners) listener(happened);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
