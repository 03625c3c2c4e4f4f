import type { Store } from '../../src/storage/store.ts';

/** A store of its own for one test, with a hand on its time. */
export interface StoreHarness {
  readonly store: Store;
  /** The store's time, in epoch milliseconds. */
  now(): number;
  advance(ms: number): Promise<void>;
  /** Lets go of the store and opens it again on the same data. */
  reopen(): Promise<Store>;
  /** Closes what is open and removes all data. */
  close(): Promise<void>;
}

export type OpenHarness = () => Promise<StoreHarness>;
