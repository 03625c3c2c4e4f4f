import { fileURLToPath } from 'node:url';
import { builtReadings, createKeptReadings } from '../../src/cli/kept-readings.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { isError, readRevision } from '../../src/knowledge/revision.ts';

const folder = fileURLToPath(new URL('../../knowledge', import.meta.url));
let reading: ReturnType<typeof read> | undefined;

/**
 * The knowledge that ships, read once for all tests of a worker: nothing of it may be changed. A reading that
 * `npm run prepare` has kept of these files, by these sources, is taken as a start takes it.
 */
export function shippedKnowledge() {
  reading ??= read();
  return reading;
}

async function read() {
  const { files } = await readKnowledgeFolder(folder);
  const { revision, problems } =
    createKeptReadings([builtReadings]).find(files) ?? readRevision(files);
  if (problems.some(isError)) throw new Error('the knowledge folder has errors');
  return { files, revision, problems };
}
