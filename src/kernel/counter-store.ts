export interface Counted {
  readonly count: number;
  /** When the count begins anew. */
  readonly endsInMs: number;
}

/** Counts of a short while that all nodes share. They may be lost with a restart, and are no part of a backup. */
export interface CounterStore {
  /** Adds one; the count ends `perMs` after its first. Throws where it cannot be counted at once: then nobody waits. */
  countUp(key: string, perMs: number): Promise<Counted>;
  /** `null`: nothing was counted lately. Throws like `countUp`. */
  readCount(key: string): Promise<Counted | null>;
}
