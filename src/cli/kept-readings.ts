import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { sha256 } from '../kernel/hash.ts';
import type { KeptReadings } from '../knowledge/check-knowledge-folder.ts';
import { derivedOf, rememberDerived } from '../knowledge/derived.ts';
import { type Reading, revisionIdOf, sortedFiles } from '../knowledge/revision.ts';

/** Where `npm run prepare` keeps the reading of the shipped knowledge. */
export const builtReadings = join(import.meta.dirname, '..', '..', 'dist', 'knowledge');

/** What a reading, and all that is derived from one, is made by. */
const makers = [
  'kernel',
  'knowledge',
  'nlu',
  'search',
  'policy',
  'forms',
  'assist',
  'privacy',
  'publishing',
].map((name) => join(import.meta.dirname, '..', name));
const suffixes = { reading: '.reading', derived: '.derived' } as const;

/** Looks into the folders one after another, and writes into the first. */
export function createKeptReadings(directories: readonly [string, ...string[]]): KeptReadings {
  const [own] = directories;
  const code = codeId();
  const nameOf = (id: string, suffix: string) => `${id.slice(0, 16)}-${code.slice(0, 16)}${suffix}`;
  /** By revision: what its file holds already. */
  const written = new WeakMap<Reading['revision']['files'], number>();

  function find<T>(id: string, suffix: string): T | null {
    for (const directory of directories) {
      const found = readKept<T>(join(directory, nameOf(id, suffix)));
      if (found) return found;
    }
    return null;
  }

  function write(id: string, suffix: string, value: unknown): void {
    const name = nameOf(id, suffix);
    try {
      mkdirSync(own, { recursive: true });
      replace(join(own, name), serialize(value));
      for (const other of readdirSync(own))
        if (other.endsWith(suffix) && other !== name) rmSync(join(own, other));
    } catch {
      // A full or read-only disk costs time at the next start and nothing else.
    }
  }

  return {
    find(files) {
      const sorted = sortedFiles(files);
      const id = revisionIdOf(sorted);
      const reading = find<Reading>(id, suffixes.reading);
      if (!reading) return null;
      const derived = find<ReadonlyMap<string, unknown>>(id, suffixes.derived);
      if (derived) rememberDerived(sorted, derived);
      written.set(sorted, derived?.size ?? 0);
      return { ...reading, revision: { ...reading.revision, files: sorted } };
    },
    keep({ revision, problems }) {
      // Without the files: they are at hand whenever a reading is looked for.
      const { files: _files, ...parsed } = revision;
      write(revision.id, suffixes.reading, { revision: parsed, problems });
    },
    keepDerived({ id, files }) {
      const derived = derivedOf(files);
      if (derived.size === (written.get(files) ?? 0)) return;
      write(id, suffixes.derived, derived);
      written.set(files, derived.size);
    },
  };
}

function replace(file: string, content: Buffer): void {
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}

function readKept<T>(file: string): T | null {
  try {
    // Written by `write` above, by the same code: its name says so.
    return deserialize(readFileSync(file)) as T;
  } catch {
    return null;
  }
}

/** Changes with whatever may change what is made of the files: the makers, their packages, the format it is kept in. */
function codeId(): string {
  const sources = makers.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => readFileSync(join(folder, name))),
  );
  const lock = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'));
  return sha256([...[...sources, lock].map(sha256), process.versions.v8].join(' '));
}
