import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Wishes for a person, and what only looks like one; human/README.md tells how they were made. */
export function readHumanLines(name: 'wishes' | 'look-alikes'): readonly string[] {
  return readFileSync(join(import.meta.dirname, 'human', `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
}
