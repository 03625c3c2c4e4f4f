import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '../kernel/hash.ts';
import type { KeptReadings } from '../knowledge/check-knowledge-folder.ts';
import { type Reading, revisionIdOf, sortedFiles } from '../knowledge/revision.ts';

/** Where `npm run prepare` keeps the reading of the shipped knowledge. */
export const builtReadings = join(import.meta.dirname, '..', '..', 'dist', 'knowledge');

const readers = join(import.meta.dirname, '..', 'knowledge');
const suffix = '.reading';

/** Looks into the folders one after another, and writes into the first. */
export function createKeptReadings(directories: readonly [string, ...string[]]): KeptReadings {
  const code = codeId();
  const nameOf = (id: string) => `${id.slice(0, 16)}-${code.slice(0, 16)}${suffix}`;
  return {
    find(files) {
      const sorted = sortedFiles(files);
      const name = nameOf(revisionIdOf(sorted));
      for (const directory of directories) {
        const reading = readKept(join(directory, name));
        if (reading) return { ...reading, revision: { ...reading.revision, files: sorted } };
      }
      return null;
    },
    keep(reading) {
      const [directory] = directories;
      const name = nameOf(reading.revision.id);
      try {
        mkdirSync(directory, { recursive: true });
        write(join(directory, name), reading);
        for (const other of readdirSync(directory))
          if (other.endsWith(suffix) && other !== name) rmSync(join(directory, other));
      } catch {
        // A full or read-only disk costs time at the next start and nothing else.
      }
    },
  };
}

/** Without the files: they are at hand whenever a reading is looked for. */
function write(file: string, { revision, problems }: Reading): void {
  const { files: _files, ...parsed } = revision;
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, serialize({ revision: parsed, problems }));
  renameSync(fresh, file);
}

function readKept(file: string): Reading | null {
  try {
    // Written by `write` above, by the same code: its name says so.
    return deserialize(readFileSync(file)) as Reading;
  } catch {
    return null;
  }
}

/** Changes with whatever may change what a reading becomes: the readers, their packages, the format it is kept in. */
function codeId(): string {
  const sources = readdirSync(readers)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(join(readers, name)));
  const lock = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'));
  return sha256([...[...sources, lock].map(sha256), process.versions.v8].join(' '));
}
