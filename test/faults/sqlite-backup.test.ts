import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseFileId } from '../../src/kernel/ids.ts';
import { createDiskFileStore } from '../../src/storage/files/disk-file-store.ts';
import { databaseName } from '../../src/storage/sqlite/open-database.ts';
import type { Store } from '../../src/storage/store.ts';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import { runNode, startStoreWriter } from '../support/store-child.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

const a = conversation('a');
const fileId = parseFileId('0123456789abcdef'.repeat(2));

let root = '';
let data = '';
let backup = '';
beforeEach(async () => {
  root = await makeTempFolder();
  data = join(root, 'data');
  backup = join(root, 'backup');
});
afterEach(() => removeFolder(root));

test('a backup made while a server writes, restored, has the same log and a new epoch', async () => {
  const server = startStoreWriter(data, 'run');
  await server.until(500);
  await putFile('凭证');

  const made = await runNode('src/cli/backup.ts', '--to', backup, '--data', data);
  const atBackup = server.lines.length;
  await server.until(atBackup + 500);
  server.process.kill('SIGKILL');
  await server.ended;
  const before = await readAll(data);
  const restored = await runNode('src/cli/restore.ts', '--from', backup, '--data', data);

  const after = await readAll(data);
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('1 个上传的文件') });
  expect(restored).toMatchObject({ code: 0 });
  expect(after.epoch).not.toBe(before.epoch);
  expect(after.log.length).toBeGreaterThan(5);
  expect(after.log.length).toBeLessThan(before.log.length);
  expect(after.log).toEqual(before.log.slice(0, after.log.length));
  expect(await readFileOf(data)).toBe('凭证');
});

test('what was there before a restore is kept beside it', async () => {
  await write(data, 'k1');
  await putFile('旧');
  await runNode('src/cli/backup.ts', '--to', backup, '--data', data);
  await write(data, 'k2');

  await runNode('src/cli/restore.ts', '--from', backup, '--data', data);

  const kept = (await readdir(data)).filter((name) => name.startsWith('before-restore-'));
  expect(kept).toHaveLength(1);
  const old = join(data, kept[0] ?? '');
  expect((await readAll(old)).log).toEqual(['k1', 'k2']);
  expect(await readFileOf(old)).toBe('旧');
  expect((await readAll(data)).log).toEqual(['k1']);
});

test('a restore is refused while a server holds the directory, and changes nothing', async () => {
  const { store, close } = await openTempStore({ directory: data });
  await begin(store, a);
  await runNode('src/cli/backup.ts', '--to', backup, '--data', data);
  await store.accept(accepting(a, 'k1'));

  const restored = await runNode('src/cli/restore.ts', '--from', backup, '--data', data);

  expect(restored.code).toBe(1);
  expect(restored.output).toContain(`belongs to process ${process.pid}: stop that process`);
  expect((await store.since(a, 0, 9))?.head).toBe(1);
  await close();
});

test.each([
  ['is damaged', async (file: string) => damage(file)],
  ['is no database', async (file: string) => writeFile(file, 'not a database at all')],
  ['comes from a newer program', async (file: string) => setSchema(file, 99)],
])('a backup that %s is refused, and what is there stays', async (_, spoil) => {
  await write(data, 'k1');
  await runNode('src/cli/backup.ts', '--to', backup, '--data', data);
  await spoil(join(backup, databaseName));

  const restored = await runNode('src/cli/restore.ts', '--from', backup, '--data', data);

  expect(restored.code).toBe(1);
  expect((await readAll(data)).log).toEqual(['k1']);
});

test('a backup never overwrites an earlier one', async () => {
  await write(data, 'k1');
  await mkdir(backup);

  const made = await runNode('src/cli/backup.ts', '--to', backup, '--data', data);

  expect(made).toMatchObject({ code: 1, output: expect.stringContaining('已经存在') });
  expect(await readdir(backup)).toEqual([]);
});

test('a backup of a directory without a database says so', async () => {
  const made = await runNode('src/cli/backup.ts', '--to', backup, '--data', join(root, 'empty'));

  expect(made).toMatchObject({ code: 1, output: expect.stringContaining('no database') });
});

test('a restore into a new directory works, and its server begins after the last entry', async () => {
  await write(data, 'k1');
  await runNode('src/cli/backup.ts', '--to', backup, '--data', data);
  const elsewhere = join(root, 'elsewhere');

  const restored = await runNode('src/cli/restore.ts', '--from', backup, '--data', elsewhere);

  expect(restored.code).toBe(0);
  expect((await readAll(elsewhere)).log).toEqual(['k1']);
});

test('a store does not open between the two halves of a restore', async () => {
  await write(data, 'k1');
  await mkdir(join(data, 'restoring'));

  const opened = openTempStore({ directory: data });

  await expect(opened).rejects.toThrow(/run the restore again/);
});

test('the running store writes a copy itself, and refuses a name that is taken', async () => {
  const { store, close } = await openTempStore({ directory: data });
  await begin(store, a);
  await store.accept(accepting(a, 'k1'));
  await mkdir(backup);
  const file = join(backup, databaseName);

  const copied = store.backup(file);
  const meanwhile = store.accept(accepting(a, 'k2'));
  await copied;

  expect(await meanwhile).toMatchObject({ seq: 2 });
  await expect(store.backup(file)).rejects.toThrow(/exists already/);
  expect((await readAll(backup)).log.slice(0, 1)).toEqual(['k1']);
  await close();
});

async function write(directory: string, key: string): Promise<void> {
  const { store } = await openTempStore({ directory });
  await begin(store, a);
  await store.accept(accepting(a, key));
  await store.close();
}

/** The texts of one conversation and the epoch, read by a store that is closed again. */
async function readAll(directory: string) {
  const { store } = await openTempStore({ directory });
  const id = (await store.load(a)) === null ? conversation('c0') : a;
  const log = await readTexts(store, id);
  const { epoch } = store;
  await store.close();
  return { epoch, log };
}

async function readTexts(store: Store, id: typeof a): Promise<readonly (string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for (;;) {
    const slice = await store.since(id, texts.length, 200);
    if (slice === null || slice.entries.length === 0) return texts;
    texts.push(...slice.entries.map(({ body }) => body?.text));
  }
}

async function putFile(text: string): Promise<void> {
  if (fileId) await createDiskFileStore(join(data, 'uploads')).put(fileId, Buffer.from(text));
}

function readFileOf(directory: string): Promise<string> {
  return readFile(join(directory, 'uploads', fileId ?? ''), 'utf8');
}

async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0x5a, 4096 * 3, 4096 * 5);
  await writeFile(file, bytes);
}

function setSchema(file: string, version: number): void {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA user_version = ${version}`);
  db.close();
}
