import { readConversations } from '../../src/knowledge/conversation-file.ts';
import { shippedKnowledge } from './shipped-knowledge.ts';

/** The conversations of the shipped knowledge, and what is wrong with how they are written. */
export async function readShippedConversations(): Promise<ReturnType<typeof readConversations>> {
  const { revision } = await shippedKnowledge();
  return readConversations(revision);
}
