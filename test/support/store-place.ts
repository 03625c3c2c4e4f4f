import { describe } from 'vitest';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { openRedisStore } from '../../src/storage/redis/open-redis-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { recordLog } from './record-log.ts';
import { startRedis } from './redis-server.ts';
import { requirePart } from './require-part.ts';
import { makeTempFolder, removeFolder } from './store-sqlite.ts';

/** Where a store is kept: a folder for SQLite, an address for Redis. It outlives the processes that open it. */
export interface StorePlace {
  readonly name: string;
  readonly address: string;
  /** Ends the Redis and removes all data. */
  remove(): Promise<void>;
}

/** Defines the tests for each adapter; `make` gives a new, empty place. */
export function onBothStores(defineTests: (make: () => Promise<StorePlace>) => void): void {
  describe('SQLite', () => defineTests(makeFolder));
  requirePart('redis', (program) => describe('Redis', () => defineTests(() => makeRedis(program))));
}

async function makeFolder(): Promise<StorePlace> {
  const address = await makeTempFolder();
  return { name: 'SQLite', address, remove: () => removeFolder(address) };
}

async function makeRedis(program: string): Promise<StorePlace> {
  const { url, stop } = await startRedis(program);
  return { name: 'Redis', address: url, remove: stop };
}

/** Opens the store of a place, in whichever process. */
export function openPlace(address: string, clock: Clock = systemClock): Promise<Store> {
  if (!address.startsWith('redis:')) return openSqliteStore({ directory: address, clock });
  const { logger } = recordLog();
  const patient = { deadlineMs: 60_000, openWithinMs: 60_000 };
  return openRedisStore({
    address: { url: address },
    clock,
    logger,
    acceptsLoss: false,
    ...patient,
  });
}

/** The clock of this machine, so much later. */
export function laterClock(leapMs: number): Clock {
  return { now: () => systemClock.now() + leapMs };
}
