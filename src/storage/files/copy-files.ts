import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFileId } from '../../kernel/ids.ts';
import { createDiskFileStore } from './disk-file-store.ts';
import { hasCode } from './durable.ts';

/**
 * Copies every whole file of one folder into another, flushed to the disk; one that is there already under its id is
 * the same. Returns how many there were.
 */
export async function copyFiles(from: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const files = createDiskFileStore(to);
  const names = await orNone(readdir(from), []);
  let copied = 0;
  for (const fileId of names.map(parseFileId)) {
    if (fileId === null) continue;
    // A file that is removed just now is not part of the copy.
    const bytes = await orNone(readFile(join(from, fileId)), null);
    if (bytes === null) continue;
    await files.put(fileId, bytes);
    copied += 1;
  }
  return copied;
}

async function orNone<Value, None>(found: Promise<Value>, none: None): Promise<Value | None> {
  try {
    return await found;
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return none;
    throw thrown;
  }
}
