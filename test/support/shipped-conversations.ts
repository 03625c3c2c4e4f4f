import { fileURLToPath } from 'node:url';
import { readConversations } from '../../src/knowledge/conversation-file.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../src/knowledge/revision.ts';

const folder = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** The conversations of the shipped knowledge, and what is wrong with how they are written. */
export async function readShippedConversations(): Promise<ReturnType<typeof readConversations>> {
  const { files } = await readKnowledgeFolder(folder);
  return readConversations(readRevision(files).revision);
}
