import type { Revision } from './revision.ts';

type Files = Revision['files'];

/** What was made of each revision's files, by name. */
const made = new WeakMap<Files, Map<string, unknown>>();

/**
 * What `make` makes of a revision, made once for each and forgotten with it. It is plain data that depends on nothing but
 * the files, so that it can be kept with their reading and found again at the next start.
 */
export function derived<T>({ files }: Pick<Revision, 'files'>, name: string, make: () => T): T {
  const before = made.get(files) ?? new Map<string, unknown>();
  made.set(files, before);
  // Only `make` writes what has this name.
  if (before.has(name)) return before.get(name) as T;
  const fresh = make();
  before.set(name, fresh);
  return fresh;
}

/** All that was made of these files by now. */
export function derivedOf(files: Files): ReadonlyMap<string, unknown> {
  return made.get(files) ?? new Map();
}

/** Takes over what was made of the same files before. */
export function rememberDerived(files: Files, found: ReadonlyMap<string, unknown>): void {
  made.set(files, new Map([...found, ...derivedOf(files)]));
}
