import { patienceMs } from './patience.ts';

/** Collects what arrives and lets a test wait for it, without sleeping. */
export interface Received<T> {
  readonly all: readonly T[];
  add(...arrived: readonly T[]): void;
  /** Resolves with everything received as soon as `isEnough` holds; rejects after `withinMs`. */
  until(isEnough: (all: readonly T[]) => boolean, withinMs?: number): Promise<readonly T[]>;
}

export function createReceived<T>(): Received<T> {
  const all: T[] = [];
  const waiting = new Set<() => void>();
  return {
    all,
    add(...arrived) {
      all.push(...arrived);
      for (const look of waiting) look();
    },
    until(isEnough, withinMs = patienceMs) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not received within ${withinMs} ms; got ${JSON.stringify(all)}`));
        }, withinMs);
        const look = () => {
          if (!isEnough(all)) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(all);
        };
        waiting.add(look);
        look();
      });
    },
  };
}
