import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { StoreHealth } from '../store.ts';
import { createGroupCommit, type WorkerReply, type WorkerRequest } from './group-commit.ts';
import { type OpenDatabaseOptions, openDatabase, schemaVersion } from './open-database.ts';
import { createSpaceWatch } from './space-watch.ts';
import { firstRow, prepareStatements, type Statements } from './statements.ts';
import { toWireError, type WireError } from './wire-error.ts';

export interface SqliteWorkerData extends OpenDatabaseOptions {
  /** Taken as the epoch when the database has none. */
  readonly newEpoch: string;
}

/** What the main thread posts: the requests of one tick, or a word about the store itself. */
export type ToWorker =
  | { readonly kind: 'requests'; readonly batch: readonly WorkerRequest[] }
  | { readonly kind: 'health' }
  | { readonly kind: 'close' };

export type WorkerHealth = Omit<StoreHealth, 'queued' | 'adapter'>;

export type FromWorker =
  | { readonly kind: 'ready'; readonly epoch: string; readonly lastTimeMs: number }
  | { readonly kind: 'failed'; readonly error: WireError }
  | { readonly kind: 'replies'; readonly replies: readonly WorkerReply[] }
  | { readonly kind: 'health'; readonly health: WorkerHealth }
  | { readonly kind: 'closed' };

/** Enough to share the cost of the flush; more make the commit longer, hardly cheaper per request. */
const batchLimit = 64;

// The one place of the worker that knows it is one: the ports below get what they need as arguments.
const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs as a worker thread only');
const options: SqliteWorkerData = workerData;
const post = (message: FromWorker) => port.postMessage(message);

try {
  const db = openDatabase(options);
  const sql = prepareStatements(db);
  sql.lease.dropAll.run();
  post({ kind: 'ready', epoch: readEpoch(sql), lastTimeMs: readLastTime(sql) });
  serve(db, sql);
} catch (thrown) {
  post({ kind: 'failed', error: toWireError(thrown) });
}

function serve(db: DatabaseSync, sql: Statements): void {
  const groupCommit = createGroupCommit(db, sql);
  const space = createSpaceWatch(sql);
  const waiting: WorkerRequest[] = [];
  let mustTruncate = false;

  port?.on('message', (first: ToWorker) => {
    take(first);
    while (waiting.length > 0) {
      // What came while the last batch was on its way to the disk joins the next one.
      for (let next = receive(); next !== undefined; next = receive()) take(next);
      const batch = waiting.splice(0, batchLimit);
      if (batch.length > 0) runBatch(batch);
    }
  });

  function take(message: ToWorker): void {
    if (message.kind === 'requests') waiting.push(...message.batch);
    else if (message.kind === 'health') post({ kind: 'health', health: readHealth() });
    else close();
  }

  function runBatch(batch: readonly WorkerRequest[]): void {
    const replies = groupCommit(batch);
    space.note(replies);
    mustTruncate ||= batch.some(({ name }) => name === 'erase' || name === 'deleteDocument');
    // Erased text also stands in the -wal file until it is cut; a reader (a backup) can hold that up.
    if (mustTruncate) mustTruncate = !truncateLog(db);
    post({ kind: 'replies', replies });
  }

  function close(): void {
    while (waiting.length > 0) runBatch(waiting.splice(0, batchLimit));
    db.close();
    post({ kind: 'closed' });
    port?.close();
  }

  function readHealth(): WorkerHealth {
    const problem = space.findProblem();
    return { isWritable: problem === undefined, ...(problem && { problem }), facts: facts(db) };
  }
}

function receive(): ToWorker | undefined {
  return port === null ? undefined : receiveMessageOnPort(port)?.message;
}

function truncateLog(db: DatabaseSync): boolean {
  return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

function facts(db: DatabaseSync): StoreHealth['facts'] {
  const pageBytes = readPragma(db, 'page_size');
  return {
    schema: schemaVersion(db),
    databaseBytes: readPragma(db, 'page_count') * pageBytes,
    freeBytes: readPragma(db, 'freelist_count') * pageBytes,
    walBytes: statSync(`${options.file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
  };
}

function readPragma(db: DatabaseSync, name: 'page_size' | 'page_count' | 'freelist_count'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function readEpoch(sql: Statements): string {
  const found = firstRow<{ value: string }>(sql.life.epoch)?.value;
  if (found !== undefined) return found;
  sql.life.setEpoch.run(options.newEpoch);
  return options.newEpoch;
}

function readLastTime(sql: Statements): number {
  return firstRow<{ at: number }>(sql.life.lastTime)?.at ?? 0;
}
