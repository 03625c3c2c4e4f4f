import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../kernel/errors.ts';

/** What the database file is called in its directory. */
export const databaseName = 'anxin.db';

const migrationFolder = new URL('./migrations/', import.meta.url);

export interface OpenDatabaseOptions {
  readonly file: string;
  /** Bounds the file's size in pages of 4 KiB, as a full disk would. */
  readonly maxPageCount?: number;
  /**
   * How commits reach the disk. NORMAL loses the last of them with the power: it is there so that tests can show that
   * they would notice.
   * @default 'FULL'
   */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

/**
 * synchronous=FULL: a commit is on the disk before it is answered, also when the power fails.
 * secure_delete: what is erased is overwritten. A checkpoint after 4,000 pages (16 MB): measured with 64 writers,
 * after 1,000 costs a fifth of the commits per second, after 16,000 doubles their 99th percentile.
 */
const settingsFor = (synchronous: 'FULL' | 'NORMAL') => `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = ${synchronous};
  PRAGMA secure_delete = ON;
  PRAGMA foreign_keys = ON;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -16384;
`;

/** Opens the file for the process that holds the lock, and brings it to the present schema. */
export function openDatabase({
  file,
  maxPageCount,
  synchronous = 'FULL',
}: OpenDatabaseOptions): DatabaseSync {
  touchPrivate(file);
  const db = new DatabaseSync(file);
  try {
    db.exec(settingsFor(synchronous));
    migrate(db, file);
    if (maxPageCount !== undefined) db.exec(`PRAGMA max_page_count = ${Math.trunc(maxPageCount)}`);
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Makes the file, when it is not there, readable by its owner only; SQLite gives its -wal file the same mode. */
export function touchPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

/** The schema this program writes: the number of its newest migration. */
export function knownSchemaVersion(): number {
  return Math.max(...readMigrations().map(({ version }) => version));
}

/** The schema a database file is in; 0 where it is empty. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

/** Refuses a database that a newer program has written: its meaning is not known here. */
export function refuseNewerSchema(db: DatabaseSync, file: string): void {
  const [found, known] = [schemaVersion(db), knownSchemaVersion()];
  if (found > known) {
    throw new AppError(
      'STORE_DOWN',
      `${file} has schema ${found}, this program knows schemas up to ${known}: start the newer program, or restore a backup made before it`,
    );
  }
}

function migrate(db: DatabaseSync, file: string): void {
  refuseNewerSchema(db, file);
  const present = schemaVersion(db);
  const due = readMigrations().filter(({ version }) => version > present);
  for (const { version, sql } of due) {
    db.exec(`BEGIN IMMEDIATE;\n${sql}\nPRAGMA user_version = ${version};\nCOMMIT;`);
  }
}

interface Migration {
  readonly version: number;
  readonly sql: string;
}

function readMigrations(): readonly Migration[] {
  return readdirSync(migrationFolder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({
      version: Number.parseInt(name, 10),
      sql: readFileSync(new URL(name, migrationFolder), 'utf8'),
    }));
}
