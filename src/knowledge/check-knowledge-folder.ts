import { type Problem, sortProblems } from './problem.ts';
import { readKnowledgeFolder } from './read-knowledge-folder.ts';
import { isError, type Reading, type Revision, readRevision } from './revision.ts';

/** What other parts of the program find wrong with the files they read from a revision. */
export type CheckRevision = (revision: Revision) => readonly Problem[];

/**
 * Readings of sound folders, kept between the lives of the program: parsing takes most of a start, and the same files
 * read by the same code give the same reading.
 */
export interface KeptReadings {
  /** `null` where there is none, or none that can be used. */
  find(files: ReadonlyMap<string, string>): Reading | null;
  /** In the place of the one that was kept before. Where it cannot be written, the next start parses again. */
  keep(reading: Reading): void;
  /** Adds what was made of a kept reading since (`derived`). */
  keepDerived(revision: Revision): void;
}

/**
 * Reads and checks a folder: as much of a revision as can be read, and all that is wrong, errors first. `checkRevision`
 * has its turn once the files themselves are sound: a clause that cannot be read would be missed again wherever a
 * decision rests on it.
 */
export async function checkKnowledgeFolder(
  directory: string,
  checkRevision: CheckRevision = () => [],
  kept?: KeptReadings,
): Promise<Reading> {
  const folder = await readKnowledgeFolder(directory);
  const { revision, problems } = readFiles(folder.files, kept);
  const unreadable = new Set(folder.problems.map(({ file }) => file));
  // A file that could not be read is not missing as well.
  const others = problems.filter(({ file }) => !unreadable.has(file));
  const own = [...folder.problems, ...others];
  const further = own.some(isError) ? [] : checkRevision(revision);
  return { revision, problems: sortProblems([...own, ...further]) };
}

function readFiles(files: ReadonlyMap<string, string>, kept: KeptReadings | undefined): Reading {
  const found = kept?.find(files);
  if (found) return found;
  const reading = readRevision(files);
  if (!reading.problems.some(isError)) kept?.keep(reading);
  return reading;
}
