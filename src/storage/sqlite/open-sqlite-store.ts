import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import { type NewId, newId as randomId } from '../../kernel/random.ts';
import type { Call } from '../calls.ts';
import { createRecordPorts, createTurnPort, createWorkPorts } from '../ports.ts';
import type { Store, StoreHealth } from '../store.ts';
import { backUp } from './back-up.ts';
import { databaseName, type OpenDatabaseOptions } from './open-database.ts';
import { createPresence } from './presence.ts';
import { refuseUnfinishedRestore } from './restore-database.ts';
import { lockStore } from './store-lock.ts';
import { openWorkerLink, type WorkerLink } from './worker-link.ts';

export interface SqliteStoreConfig extends Omit<OpenDatabaseOptions, 'file'> {
  /** Made when it is not there; readable by its owner only. */
  readonly directory: string;
  readonly clock: Clock;
  /**
   * Requests that may wait for their commit before more are refused with STORE_BUSY.
   * @default 4096
   */
  readonly maxQueued?: number;
  /** Makes the epoch of a new database. */
  readonly newId?: NewId;
}

/** About half a second of work at full load: whoever waits longer has gone away. */
const defaultMaxQueued = 4096;

/**
 * Opens the embedded store: one process owns the directory, one worker thread the database. Every promise that
 * resolves stands for something that is on the disk.
 */
export async function openSqliteStore(config: SqliteStoreConfig): Promise<Store> {
  const { directory, clock, newId = randomId, maxQueued = defaultMaxQueued, ...options } = config;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = lockStore(directory);
  const file = join(directory, databaseName);
  try {
    refuseUnfinishedRestore(directory);
    const link = await openWorkerLink({ ...options, file, newEpoch: newId() }, maxQueued);
    const call: Call = (name, request) => link.call(name, request, clock.now());
    return {
      ...createTurnPort(call),
      ...createWorkPorts(call),
      ...createRecordPorts(call),
      ...createPresence(clock),
      epoch: link.epoch,
      lastTimeMs: link.lastTimeMs,
      health: () => readHealth(link),
      backup: (to) => backUp(file, to),
      async close() {
        await link.close();
        lock.release();
      },
    };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

async function readHealth(link: WorkerLink): Promise<StoreHealth> {
  return { adapter: 'sqlite', queued: link.queued, ...(await link.health()) };
}
