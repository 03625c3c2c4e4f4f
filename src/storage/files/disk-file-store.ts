import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '../../conversation/file-store.ts';
import { AppError } from '../../kernel/errors.ts';
import { type FileId, parseFileId } from '../../kernel/ids.ts';
import { type NewId, newId as randomId } from '../../kernel/random.ts';
import { flushFolder, hasCode, openIfThere, writeDurably } from './durable.ts';

/** Keeps each file under its id in one folder, which is made with the first file and readable by its owner only. */
export function createDiskFileStore(directory: string, newId: NewId = randomId): FileStore {
  return {
    async put(fileId, bytes) {
      const file = pathOf(directory, fileId);
      await mkdir(directory, { recursive: true, mode: 0o700 });
      if (await exists(file)) return;
      // A name of its own, so that two puts of one id cannot mix; a crash leaves at most this leftover.
      const unfinished = `${file}.${newId()}.unfinished`;
      try {
        await writeDurably(unfinished, bytes);
        await rename(unfinished, file);
        await flushFolder(directory);
      } catch (thrown) {
        await rm(unfinished, { force: true });
        throw toStoreError(thrown, fileId);
      }
    },
    async get(fileId) {
      try {
        return await readFile(pathOf(directory, fileId));
      } catch (thrown) {
        if (hasCode(thrown, 'ENOENT')) return null;
        throw toStoreError(thrown, fileId);
      }
    },
    async remove(fileId) {
      await rm(pathOf(directory, fileId), { force: true });
      await flushFolder(directory);
    },
  };
}

/** The id is checked once more here: a path must never be made of anything else. */
function pathOf(directory: string, fileId: FileId): string {
  const checked = parseFileId(fileId);
  if (checked === null) throw new AppError('NOT_FOUND', 'a file id is 32 hex digits');
  return join(directory, checked);
}

async function exists(file: string): Promise<boolean> {
  const found = await openIfThere(file);
  await found?.close();
  return found !== null;
}

function toStoreError(thrown: unknown, fileId: FileId): unknown {
  const isSpace = ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG'].some((code) =>
    hasCode(thrown, code),
  );
  if (!isSpace) return thrown;
  return new AppError('STORE_FULL', `file ${fileId} could not be written: make space on the disk`, {
    cause: thrown,
  });
}
