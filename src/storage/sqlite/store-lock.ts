import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../kernel/errors.ts';

/** What the lock's file is called in its directory. */
export const lockName = 'lock.db';

export interface StoreLock {
  /** A second time changes nothing. */
  release(): void;
}

/**
 * Makes this process the only owner of the directory until it releases the lock or ends, however it ends: the
 * operating system drops the lock of a killed process at once. It is the write lock of an open transaction on
 * a file of its own, so a backup can read the log beside us, and a refused process can read who we are.
 */
export function lockStore(directory: string): StoreLock {
  const file = join(directory, lockName);
  const db = openLockFile(file);
  try {
    db.exec('PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE; PRAGMA busy_timeout = 0');
    db.exec('BEGIN IMMEDIATE; CREATE TABLE IF NOT EXISTS owner (pid INTEGER)');
    db.exec(`DELETE FROM owner; INSERT INTO owner VALUES (${process.pid}); COMMIT`);
    db.exec('BEGIN IMMEDIATE');
    return {
      release: () => {
        if (db.isOpen) db.close();
      },
    };
  } catch (thrown) {
    const owner = readOwner(db);
    db.close();
    if (!isBusy(thrown)) throw thrown;
    throw new AppError(
      'STORE_LOCKED',
      `${directory} belongs to process ${owner}: stop that process, or give this one another data directory`,
      { cause: thrown },
    );
  }
}

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (cause) {
    const why = `${file} cannot be opened: check who owns the data directory and that the disk has space`;
    throw new AppError('STORE_DOWN', why, { cause });
  }
}

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && /locked|busy/.test(thrown.message);
}

function readOwner(db: DatabaseSync): string {
  try {
    if (db.isTransaction) db.exec('ROLLBACK');
    return String(db.prepare('SELECT pid FROM owner').get()?.['pid'] ?? 'unknown');
  } catch {
    // The other process is just writing its number: refused all the same, only the number is missing.
    return 'unknown';
  }
}
