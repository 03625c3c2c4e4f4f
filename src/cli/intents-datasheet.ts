import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readKnowledgeFolder } from '../knowledge/read-knowledge-folder.ts';
import { readRevision } from '../knowledge/revision.ts';
import { withFigures } from './intents-lint/datasheet.ts';

// Counts the figures in docs/utterances.md anew: `npm run intents:datasheet`.
const root = join(import.meta.dirname, '..', '..');
const page = join(root, 'docs', 'utterances.md');

const { files } = await readKnowledgeFolder(join(root, 'knowledge'));
await writeFile(
  page,
  withFigures(await readFile(page, 'utf8'), readRevision(files).revision.intents),
);
