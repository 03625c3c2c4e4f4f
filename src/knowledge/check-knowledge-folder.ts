import { sortProblems } from './problem.ts';
import { readKnowledgeFolder } from './read-knowledge-folder.ts';
import { type Reading, readRevision } from './revision.ts';

/** Reads and checks a folder: as much of a revision as can be read, and all that is wrong, errors first. */
export async function checkKnowledgeFolder(directory: string): Promise<Reading> {
  const folder = await readKnowledgeFolder(directory);
  const { revision, problems } = readRevision(folder.files);
  const unreadable = new Set(folder.problems.map(({ file }) => file));
  // A file that could not be read is not missing as well.
  const others = problems.filter(({ file }) => !unreadable.has(file));
  return { revision, problems: sortProblems([...folder.problems, ...others]) };
}
