import { expect, test } from 'vitest';
import { createReceiveUpload } from '../../../bot/channels/directline/receive-upload.ts';
import { parseConversationId } from '../../../src/kernel/ids.ts';
import { mount } from '../../support/mount.ts';

async function mountReceiver(memoryBytes: number) {
  const receive = createReceiveUpload({ memoryBytes });
  const held: (() => void)[] = [];
  const mounted = await mount((app) => {
    app.post('/:conversationId', async (request, response) => {
      const conversationId = parseConversationId(request.params.conversationId);
      if (conversationId === null) throw new Error('no id');
      const sizes = await receive({ request, response, conversationId }, async ({ files }) => {
        if (request.get('x-hold')) await new Promise<void>((resolve) => held.push(resolve));
        return files.map(({ bytes }) => bytes.length);
      });
      response.json(sizes);
    });
  });
  const send = (conversation: string, bytes: number, headers = {}) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), 'a.pdf');
    return fetch(`${mounted.url}/${conversation}`, { method: 'POST', body: form, headers });
  };
  return { mounted, held, send };
}

test('uploads together hold no more than their memory, and give it back', async () => {
  const { mounted, held, send } = await mountReceiver(100_000);
  const first = send('a', 60_000, { 'x-hold': '1' });
  await expect.poll(() => held.length).toBe(1);

  const tooMuch = await send('b', 600_000);
  const little = await send('b', 30_000);
  for (const release of held) release();
  const afterwards = [(await first).status, (await send('b', 60_000)).status];

  expect(tooMuch.status).toBe(503);
  expect(await tooMuch.json()).toMatchObject({ code: 'STORE_BUSY' });
  expect(await little.json()).toEqual([30_000]);
  expect(afterwards).toEqual([200, 200]);
  await mounted.close();
});
