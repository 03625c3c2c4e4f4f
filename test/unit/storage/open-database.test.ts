import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  databaseName,
  knownSchemaVersion,
  openDatabase,
  schemaVersion,
} from '../../../src/storage/sqlite/open-database.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../../support/store-sqlite.ts';

let directory = '';
beforeEach(async () => {
  directory = await makeTempFolder();
});
afterEach(() => removeFolder(directory));

test('a new database is brought to the newest schema', () => {
  const db = openDatabase({ file: join(directory, databaseName) });

  expect(schemaVersion(db)).toBe(knownSchemaVersion());
  db.close();
});

test('what is written is on the disk, and what is erased is overwritten', () => {
  const db = openDatabase({ file: join(directory, databaseName) });
  const setting = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

  const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys'].map(setting);

  expect(settings).toEqual(['wal', 2, 1, 1]);
  db.close();
});

test('only its owner can read the database', async () => {
  const { directory: made, close } = await openTempStore({ directory });

  const names = (await readdir(made)).filter((name) => name.startsWith(databaseName));
  const modes = await Promise.all(names.map(async (name) => (await stat(join(made, name))).mode));

  expect(names.length).toBeGreaterThan(1);
  expect(modes.map((mode) => mode & 0o077)).toEqual(names.map(() => 0));
  await close();
});

test('a directory that cannot be used is named, with the remedy', async () => {
  await mkdir(join(directory, 'lock.db'));

  const opened = openTempStore({ directory });

  await expect(opened).rejects.toMatchObject({
    code: 'STORE_DOWN',
    message: expect.stringContaining('lock.db cannot be opened: check who owns'),
  });
});

test('a database of a newer program is refused, with the remedy, and not changed', async () => {
  const file = join(directory, databaseName);
  openDatabase({ file }).close();
  const newer = knownSchemaVersion() + 1;
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${newer}`);
  db.close();

  const opened = openTempStore({ directory });

  await expect(opened).rejects.toMatchObject({
    code: 'STORE_DOWN',
    message: expect.stringMatching(/schema 2.*start the newer program/),
  });
});

test('a migration that fails leaves the database as it was', () => {
  const file = join(directory, databaseName);
  const before = new DatabaseSync(file);
  before.exec('CREATE TABLE audit (here INTEGER)');
  before.close();

  const open = () => openDatabase({ file });

  expect(open).toThrow(/audit already exists/);
  const after = new DatabaseSync(file);
  const tables = after.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  expect([tables.map(({ name }) => name), schemaVersion(after)]).toEqual([['audit'], 0]);
  after.close();
});
