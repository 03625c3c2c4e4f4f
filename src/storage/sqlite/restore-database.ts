import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../kernel/errors.ts';
import { copyDatabase, flushToDisk } from './copy-database.ts';
import { databaseName, refuseNewerSchema } from './open-database.ts';
import { lockStore } from './store-lock.ts';

/** Holds what is restored, whole and flushed, until it has taken the place of what was there. */
const restoringName = 'restoring';

export interface Restore {
  /** The database of a backup. */
  readonly from: string;
  readonly directory: string;
  readonly epoch: string;
  /** Where what was there is kept, beside it; must not exist yet. */
  readonly keepIn: string;
  /** Puts what else belongs to the backup into the folder that takes the place of the present one. */
  readonly addTo?: (staged: string) => Promise<unknown>;
}

/**
 * Puts a backup in the place of the present database while no server runs. Everything is copied and checked first;
 * only then names change. The new epoch tells clients whose watermark is ahead of the restored log to begin anew.
 */
export async function restoreDatabase(restore: Restore): Promise<void> {
  const { from, directory, epoch, keepIn } = restore;
  checkDatabase(from);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockStore(directory);
  try {
    const staged = join(directory, restoringName);
    const unfinished = `${staged}.unfinished`;
    for (const folder of [staged, unfinished]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(unfinished, { mode: 0o700 });
    copyDatabase(from, join(unfinished, databaseName));
    setEpoch(join(unfinished, databaseName), epoch);
    await restore.addTo?.(unfinished);
    flushToDisk(unfinished);
    renameSync(unfinished, staged);
    takePlace(staged, directory, keepIn);
  } finally {
    lock.release();
  }
}

/** Refuses to begin where a restore was cut off between two names: what is there belongs to two lives. */
export function refuseUnfinishedRestore(directory: string): void {
  const staged = join(directory, restoringName);
  if (!existsSync(staged)) return;
  throw new AppError(
    'STORE_DOWN',
    `${staged} is left from a restore that was cut off: run the restore again`,
  );
}

/** Throws when the file is not a sound database that this program can read. */
export function checkDatabase(file: string): void {
  if (!existsSync(file)) throw new AppError('NOT_FOUND', `there is no database ${file}`);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    refuseNewerSchema(db, file);
    const verdict = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (verdict === 'ok' && db.prepare('PRAGMA foreign_key_check').get() === undefined) return;
    throw new AppError('STORE_DOWN', `${file} is damaged (${verdict}): take an older backup`);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    const why = `${file} is not a database of this program: take another backup`;
    throw new AppError('STORE_DOWN', why, { cause: thrown });
  } finally {
    db.close();
  }
}

function setEpoch(file: string, epoch: string): void {
  const db = new DatabaseSync(file);
  db.prepare("UPDATE meta SET value = ? WHERE name = 'epoch'").run(epoch);
  db.close();
  flushToDisk(file);
}

/** The -wal file goes with its database: beside another one it would be read as that one's. */
function takePlace(staged: string, directory: string, keepIn: string): void {
  mkdirSync(keepIn, { mode: 0o700 });
  const restored = readdirSync(staged);
  const replaced = [...restored, `${databaseName}-wal`, `${databaseName}-shm`];
  for (const name of replaced) {
    const present = join(directory, name);
    if (existsSync(present)) renameSync(present, join(keepIn, name));
  }
  for (const name of restored) renameSync(join(staged, name), join(directory, name));
  flushToDisk(directory);
  rmSync(staged, { recursive: true });
}
