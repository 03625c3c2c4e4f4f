import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../kernel/errors.ts';
import { refuseNewerSchema, touchPrivate } from './open-database.ts';

/**
 * Writes a consistent, compact copy of a database that may be written at the same time: it reads one snapshot on a
 * connection of its own. The copy has its name only when it is whole and on the disk.
 */
export function copyDatabase(from: string, to: string): void {
  if (!existsSync(from)) {
    throw new AppError('NOT_FOUND', `there is no database ${from}: is this the data directory?`);
  }
  if (existsSync(to)) {
    throw new AppError('INTERNAL', `${to} exists already: give the backup another name`);
  }
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { force: true });
  touchPrivate(unfinished);
  const db = new DatabaseSync(from, { readOnly: true });
  try {
    refuseNewerSchema(db, from);
    db.prepare('VACUUM INTO ?').run(unfinished);
  } finally {
    db.close();
  }
  flushToDisk(unfinished);
  renameSync(unfinished, to);
  flushToDisk(dirname(to));
}

/** Waits until the file, or the names in a folder, are on the disk. */
export function flushToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
