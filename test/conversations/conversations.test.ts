import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConversations } from '../../src/knowledge/conversation-file.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../src/knowledge/revision.ts';
import { runConversation } from '../support/run-conversation.ts';
import { stockOrders } from '../support/stocked-orders.ts';

const folder = fileURLToPath(new URL('../../knowledge', import.meta.url));
const { files } = await readKnowledgeFolder(folder);
const { conversations, problems } = readConversations(readRevision(files).revision);

describe('知识文件夹里的对话', () => {
  test('写法没有问题，而且不少于25段', () => {
    expect(problems).toEqual([]);
    expect(conversations.length).toBeGreaterThanOrEqual(25);
  });

  test.each(conversations)('$title', async (script) => {
    await runConversation(script, { prepare: stockOrders });
  });
});
