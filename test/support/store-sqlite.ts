import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openSqliteStore,
  type SqliteStoreConfig,
} from '../../src/storage/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { createTestClock } from './test-clock.ts';

/** A SQLite store in a folder of its own. */
export async function openTempStore(options: Partial<SqliteStoreConfig> = {}) {
  const directory = options.directory ?? (await makeTempFolder());
  const clock = createTestClock();
  const open = () => openSqliteStore({ clock, ...options, directory });
  let store: Store = await open();
  return {
    directory,
    get store() {
      return store;
    },
    now: clock.now,
    advance: async (ms: number) => clock.advance(ms),
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    async close() {
      await store.close();
      await removeFolder(directory);
    },
  };
}

export function makeTempFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'anxin-store-'));
}

export function removeFolder(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}
