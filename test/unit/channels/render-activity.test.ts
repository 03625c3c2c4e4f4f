import { expect, test } from 'vitest';
import { renderActivity } from '../../../bot/channels/render-activity.ts';
import type { LogEntry } from '../../../src/conversation/log-entry.ts';
import { parseConversationId, parseFileId } from '../../../src/kernel/ids.ts';

const conversationId = parseConversationId('c1');
const fileId = parseFileId('0'.repeat(32));
if (conversationId === null || fileId === null) throw new Error('no ids');

const render = (entry: Partial<LogEntry>) =>
  renderActivity(
    conversationId,
    {
      seq: 7,
      at: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
      kind: 'message',
      author: { role: 'bot', id: 'anxin', name: '小安' },
      body: {},
      ...entry,
    },
    async (id) => `https://shop.example/files/${id}`,
  );

test("a bot's message carries its choices as buttons that say their label, and its details", async () => {
  const details = { ask: 'reason', choices: [{ label: '质量问题', value: 'quality' }] };

  const activity = await render({ body: { text: '是什么原因？', details } });

  expect(activity).toEqual({
    id: 'c1|0000007',
    type: 'message',
    timestamp: '2026-01-02T03:04:05.006Z',
    channelId: 'directline',
    conversation: { id: 'c1' },
    from: { id: 'anxin', name: '小安', role: 'bot' },
    text: '是什么原因？',
    textFormat: 'plain',
    suggestedActions: { actions: [{ type: 'imBack', title: '质量问题', value: '质量问题' }] },
    channelData: { anxin: details },
  });
});

test.each([
  [{ role: 'shopper', id: 'dl_7' } as const, { id: 'dl_7', role: 'user' }],
  [{ role: 'agent', id: 'dl_x', name: '小李' } as const, { id: 'agent:dl_x', name: '小李' }],
  [{ role: 'bot', id: 'dl_bot' } as const, { id: 'bot', role: 'bot' }],
  [{ role: 'system', id: 'system' } as const, { id: 'system', role: 'bot' }],
])('only a shopper has an id that begins with dl_: %j', async (author, from) => {
  expect((await render({ author })).from).toMatchObject(from);
});

test('an event carries its name and value', async () => {
  const body = { name: 'handoff.status', value: { state: 'queued', place: 2 } };

  expect(await render({ kind: 'event', body })).toMatchObject({ type: 'event', ...body });
});

test('files are shown through links made for this showing', async () => {
  const file = { fileId, name: '破损.jpg', contentType: 'image/jpeg', sizeBytes: 9 };

  const { attachments } = await render({ body: { files: [file] } });

  expect(attachments).toEqual([
    {
      contentType: 'image/jpeg',
      contentUrl: `https://shop.example/files/${fileId}`,
      name: '破损.jpg',
    },
  ]);
});
