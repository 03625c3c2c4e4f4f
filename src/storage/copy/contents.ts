import type { StoreRecord } from './store-record.ts';

/** A store that nobody else writes, to be read as a whole. */
export interface StoreSource {
  /** Of the store itself; a copy that takes its place in the life of its clients keeps it. */
  readonly epoch: string;
  /**
   * Everything, once: conversations, each with its keys and entries at once, then the rest in no order that counts.
   * Reads in bounded portions, and may be called again.
   */
  dump(): AsyncIterable<StoreRecord>;
  /** Throws STORE_LOCKED when somebody else has had the store open since this one was opened. */
  checkAlone(): Promise<void>;
  close(): Promise<void>;
}

/** An empty place that becomes a store with `finish`, and is none until then, however the copy ends. */
export interface StoreTarget {
  /** Adds records: all of them or none, durable before it resolves. */
  load(records: readonly StoreRecord[]): Promise<void>;
  /** What has been loaded, read back. */
  dump(): AsyncIterable<StoreRecord>;
  /** Makes it a store. */
  finish(epoch: string): Promise<void>;
  close(): Promise<void>;
}
