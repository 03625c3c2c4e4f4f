import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFileId } from '../../kernel/ids.ts';
import { flushFolder, hasCode, writeDurably } from './durable.ts';

/** Copies every whole file of one folder into another, flushed to the disk. Returns how many. */
export async function copyFiles(from: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const names = (await orNone(readdir(from), [])).filter((name) => parseFileId(name) !== null);
  let copied = 0;
  for (const name of names) {
    // A file that is removed just now is not part of the copy.
    const bytes = await orNone(readFile(join(from, name)), null);
    if (bytes === null) continue;
    await writeDurably(join(to, name), bytes);
    copied += 1;
  }
  await flushFolder(to);
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
