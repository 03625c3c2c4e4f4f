import { appendFile, open, readFile } from 'node:fs/promises';
import type { ErasedMark, ErasureList } from '../../privacy/erasure-list-store.ts';
import { hasCode } from './durable.ts';

/** Beside the database, and not part of what a restore replaces. */
export const erasureFileName = 'erasures.jsonl';

/** Keeps what was erased as one line each; nodes that share the folder share the file. */
export function createErasureFile(file: string): ErasureList {
  return {
    async add(marks) {
      if (marks.length === 0) return;
      const handle = await open(file, 'a', 0o600);
      try {
        // One write, so that lines of two nodes do not mix; it begins anew behind a line that was cut off.
        await appendFile(handle, marks.map((mark) => `\n${JSON.stringify(mark)}`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** Everything on a list; none where there is no file. A line that was cut off by a crash erased nothing yet. */
export async function readErasureFile(file: string): Promise<readonly ErasedMark[]> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    if (hasCode(thrown, 'ENOENT')) return '';
    throw thrown;
  });
  return text.split('\n').flatMap(readLine);
}

function readLine(line: string): readonly ErasedMark[] {
  try {
    // Written above; a part of a line is no JSON.
    return [JSON.parse(line) as ErasedMark];
  } catch {
    return [];
  }
}
