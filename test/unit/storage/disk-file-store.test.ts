import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileId } from '../../../src/kernel/ids.ts';
import { parseFileId } from '../../../src/kernel/ids.ts';
import { copyFiles } from '../../../src/storage/files/copy-files.ts';
import { createDiskFileStore } from '../../../src/storage/files/disk-file-store.ts';
import { makeTempFolder, removeFolder } from '../../support/store-sqlite.ts';

let root = '';
let directory = '';
beforeEach(async () => {
  root = await makeTempFolder();
  directory = join(root, 'uploads');
});
afterEach(() => removeFolder(root));

test('a file comes back as it was put', async () => {
  const files = createDiskFileStore(directory);
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);

  await files.put(fileId('a'), bytes);

  expect(Uint8Array.from((await files.get(fileId('a'))) ?? [])).toEqual(bytes);
  expect(await files.get(fileId('b'))).toBeNull();
});

test('only its owner can read it', async () => {
  const files = createDiskFileStore(directory);

  await files.put(fileId('a'), Buffer.from('x'));

  const modes = [directory, join(directory, fileId('a'))].map(
    async (path) => (await stat(path)).mode,
  );
  expect((await Promise.all(modes)).map((mode) => mode & 0o077)).toEqual([0, 0]);
});

test('a file never changes, and leaves nothing else in the folder', async () => {
  const files = createDiskFileStore(directory);

  await Promise.all(['x', 'x', 'x'].map((text) => files.put(fileId('a'), Buffer.from(text))));
  await files.put(fileId('a'), Buffer.from('other'));

  expect(Buffer.from((await files.get(fileId('a'))) ?? []).toString()).toBe('x');
  expect(await readdir(directory)).toEqual([fileId('a')]);
});

test('a removed file is gone, and removing it again is no error', async () => {
  const files = createDiskFileStore(directory);
  await files.put(fileId('a'), Buffer.from('x'));

  await files.remove(fileId('a'));
  await files.remove(fileId('a'));

  expect(await files.get(fileId('a'))).toBeNull();
});

test.each(['../secret', '/etc/passwd', '', 'A'.repeat(32), `${'a'.repeat(31)}/`])(
  'no path is made of %j',
  async (text) => {
    const files = createDiskFileStore(directory);
    // What a caller that has not parsed the id would do.
    const forged = text as FileId;

    await expect(files.get(forged)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(files.put(forged, Buffer.from('x'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(files.remove(forged)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  },
);

test('a copy holds every whole file and no leftover', async () => {
  const files = createDiskFileStore(directory);
  await files.put(fileId('a'), Buffer.from('x'));
  await files.put(fileId('b'), Buffer.from('y'));
  await writeFile(join(directory, `${fileId('c')}.1.unfinished`), 'half');
  await mkdir(join(directory, 'other'));

  const count = await copyFiles(directory, join(root, 'copy'));
  const none = await copyFiles(join(root, 'nowhere'), join(root, 'empty'));

  expect([count, none]).toEqual([2, 0]);
  expect((await readdir(join(root, 'copy'))).sort()).toEqual([fileId('a'), fileId('b')]);
});

function fileId(digit: string): FileId {
  const id = parseFileId(digit.repeat(32));
  if (id === null) throw new Error(`'${digit}' is not a hex digit`);
  return id;
}
