import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConversations } from '../../src/knowledge/conversation-file.ts';
import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../src/knowledge/revision.ts';
import { type Stage, signedShopper } from '../support/conversation-stage.ts';
import { wireOrder } from '../support/order-server.ts';
import { runConversation } from '../support/run-conversation.ts';

const folder = fileURLToPath(new URL('../../knowledge', import.meta.url));
const { files } = await readKnowledgeFolder(folder);
const { conversations, problems } = readConversations(readRevision(files).revision);

describe('知识文件夹里的对话', () => {
  test('写法没有问题，而且不少于25段', () => {
    expect(problems).toEqual([]);
    expect(conversations.length).toBeGreaterThanOrEqual(25);
  });

  test.each(conversations)('$title', async (script) => {
    await runConversation(script, stockOrders);
  });
});

/** The orders of the shopper whom the merchant has signed, and one of somebody else. */
function stockOrders({ orders }: Stage): void {
  orders?.put(
    wireOrder({ orderId: '100200300401', shopperId: signedShopper }),
    wireOrder({ orderId: '100200300999', shopperId: 'm-2002' }),
  );
}
