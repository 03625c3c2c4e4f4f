import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Activity } from '../../src/api/directline.ts';
import { generateToken, readActivities } from '../support/direct-line-calls.ts';
import {
  conversationIdOf,
  type DirectLineServer,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { connectOfficialClient, type OfficialClient } from '../support/official-client.ts';
import { photo, placeName } from '../support/pictures.ts';
import { textsOf } from '../support/stream-client.ts';

const reconnectMs = 40_000;

let server: DirectLineServer;
let clients: OfficialClient[];

beforeEach(async () => {
  server = await startDirectLineServer();
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.end();
  await server.close();
});

async function connect(webSocket: boolean) {
  const { token, conversationId } = await generateToken(server.domain);
  const client = connectOfficialClient({ domain: server.domain, token, webSocket });
  clients.push(client);
  return { client, token, url: `${server.domain}/conversations/${conversationId}`, conversationId };
}

const said = (text: string) => (all: readonly Activity[]) =>
  all.some((activity) => activity.text === text);

describe.each([
  { way: 'WebSocket', webSocket: true },
  { way: 'polling', webSocket: false },
])('the official client over $way', ({ webSocket }) => {
  test('is greeted once, sees its own message under the id it was given, and the answer', async () => {
    const { client } = await connect(webSocket);
    await client.activities.until(said('您好，我是小安。'));

    const id = await client.post({
      type: 'message',
      text: '退货运费谁出',
      from: { id: 'dl_tester' },
      channelData: { clientActivityID: 'c-1', more: ['kept'] },
    });
    const all = await client.activities.until(said('收到：退货运费谁出'));

    expect(textsOf(all)).toEqual(['您好，我是小安。', '退货运费谁出', '收到：退货运费谁出']);
    expect(all[1]).toMatchObject({
      id,
      from: { id: 'dl_tester', role: 'user' },
      channelData: { clientActivityID: 'c-1', more: ['kept'] },
    });
  });

  test('posts the same message twice and finds it once', async () => {
    const { client, url, token } = await connect(webSocket);
    const message = {
      type: 'message',
      text: '在吗',
      from: { id: 'dl_tester' },
      channelData: { clientActivityID: 'c-2' },
    };

    const first = await client.post({ ...message });
    const second = await client.post({ ...message });
    await client.activities.until(said('收到：在吗'));

    expect(second).toBe(first);
    const { activities } = await readActivities({ url, token });
    expect(textsOf(activities)).toEqual(['您好，我是小安。', '在吗', '收到：在吗']);
  });

  test('uploads a file with a Chinese name', async () => {
    const { client } = await connect(webSocket);
    await client.activities.until(said('您好，我是小安。'));
    const contentUrl = `data:image/jpeg;base64,${photo(6).toString('base64')}`;

    const id = await client.post({
      type: 'message',
      text: '收到时是破的',
      from: { id: 'dl_tester' },
      attachments: [{ contentType: 'image/jpeg', contentUrl, name: '破损 照片.jpg' }],
      channelData: { clientActivityID: 'c-3' },
    });
    const all = await client.activities.until(said('收到：收到时是破的'));

    const sent = all.find((activity) => activity.id === id);
    expect(sent?.attachments).toMatchObject([{ contentType: 'image/jpeg', name: '破损 照片.jpg' }]);
    const file = await fetch(sent?.attachments?.[0]?.contentUrl ?? '');
    expect(file.status).toBe(200);
    expect(Buffer.from(await file.arrayBuffer()).includes(placeName)).toBe(false);
  });
});

test('after its socket was cut the official client gets what it missed, and nothing twice', async () => {
  const sockets: Duplex[] = [];
  server.http.on('upgrade', (_request, socket) => sockets.push(socket));
  const { client, conversationId } = await connect(true);
  await client.activities.until(said('您好，我是小安。'));

  for (const socket of sockets) socket.destroy();
  await server.turns.speak(conversationIdOf({ conversationId }), { text: '您的退款已到账。' });
  const all = await client.activities.until(said('您的退款已到账。'), reconnectMs);
  await client.post({ type: 'message', text: '谢谢', from: { id: 'dl_tester' } });
  await client.activities.until(said('收到：谢谢'));

  expect(textsOf(all)).toEqual(['您好，我是小安。', '您的退款已到账。', '谢谢', '收到：谢谢']);
});
