import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../kernel/errors.ts';
import type { StoreSource, StoreTarget } from '../copy/contents.ts';
import type { StoreRecord } from '../copy/store-record.ts';
import { flushToDisk } from './copy-database.ts';
import { prepareCopyStatements } from './copy-statements.ts';
import { dumpDatabase } from './dump-database.ts';
import { loadRecord } from './load-database.ts';
import { databaseName, knownSchemaVersion, openDatabase, schemaVersion } from './open-database.ts';
import { checkDatabase, refuseUnfinishedRestore } from './restore-database.ts';
import { firstRow } from './statements.ts';
import { lockStore } from './store-lock.ts';

/** What a copy is called until it is whole and compared. */
const unfinishedName = `${databaseName}.copying`;

/** Opens the store of a data directory to be read; no server may run on it, and none can start meanwhile. */
export function openSqliteSource(directory: string): StoreSource {
  const file = join(directory, databaseName);
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `there is no database ${file}`);
  const lock = lockStore(directory);
  try {
    refuseUnfinishedRestore(directory);
    const source = readDatabase(file);
    return {
      ...source,
      async close() {
        await source.close();
        lock.release();
      },
    };
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

/** Reads a database file that nobody writes, such as that of a backup. */
export function readDatabase(file: string): StoreSource {
  checkDatabase(file);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    refuseOlderSchema(db, file);
    const sql = prepareCopyStatements(db);
    return {
      epoch: firstRow<{ value: string }>(sql.epoch)?.value ?? '',
      dump: () => asynchronously(dumpDatabase(sql)),
      // The lock keeps everybody else away.
      checkAlone: () => Promise.resolve(),
      async close() {
        db.close();
      },
    };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Makes a database in a directory that has none. It has its name only when it is whole, compared and on the disk. */
export function openSqliteTarget(directory: string): StoreTarget {
  const file = join(directory, databaseName);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockStore(directory);
  try {
    refuseUnfinishedRestore(directory);
    if (existsSync(file)) throw notEmpty(file);
    const unfinished = join(directory, unfinishedName);
    removeDatabase(unfinished);
    return fillDatabase({ unfinished, file, release: lock.release });
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

interface Filling {
  readonly unfinished: string;
  readonly file: string;
  release(): void;
}

function fillDatabase({ unfinished, file, release }: Filling): StoreTarget {
  const db = openDatabase({ file: unfinished });
  const sql = prepareCopyStatements(db);
  const transaction = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
  };
  return {
    async load(records) {
      // What fails ends the copy, and the transaction with it.
      transaction.begin.run();
      for (const record of records) loadRecord(sql, record);
      transaction.commit.run();
    },
    dump: () => asynchronously(dumpDatabase(sql)),
    async finish(epoch) {
      sql.setEpoch.run(epoch);
      // One file, which can be read without writing beside it; who opens the store makes it WAL again.
      db.exec('PRAGMA journal_mode = DELETE');
      db.close();
      flushToDisk(unfinished);
      renameSync(unfinished, file);
      flushToDisk(dirname(file));
    },
    async close() {
      if (db.isOpen) db.close();
      removeDatabase(unfinished);
      release();
    },
  };
}

function removeDatabase(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
}

async function* asynchronously(records: Iterable<StoreRecord>): AsyncIterable<StoreRecord> {
  yield* records;
}

function refuseOlderSchema(db: DatabaseSync, file: string): void {
  const [found, known] = [schemaVersion(db), knownSchemaVersion()];
  if (found === known) return;
  const remedy = 'start this program on it once, which brings it up';
  throw new AppError('STORE_DOWN', `${file} has schema ${found}, not ${known}: ${remedy}`);
}

function notEmpty(file: string): AppError {
  const why = `${file} is there already: a copy goes into an empty place only; name another data directory`;
  return new AppError('BAD_REQUEST', why);
}
