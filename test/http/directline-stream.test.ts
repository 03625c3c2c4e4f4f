import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { ChannelEvent } from '../../bot/channels/directline/direct-line-deps.ts';
import type { WriteHint } from '../../src/conversation/turn-store.ts';
import type { Store } from '../../src/storage/store.ts';
import {
  call,
  json,
  postText,
  type StartedConversation,
  startConversation,
} from '../support/direct-line-calls.ts';
import {
  conversationIdOf,
  type DirectLineServer,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { createReceived } from '../support/received.ts';
import { openStream, textsOf } from '../support/stream-client.ts';

const servers: DirectLineServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: Parameters<typeof startDirectLineServer>[0] = {}) {
  const server = await startDirectLineServer(options);
  servers.push(server);
  return server;
}

/** A store whose hints go through the given hands. */
const withHints =
  (pass: (hint: WriteHint, tell: (hint: WriteHint) => void) => void) =>
  (store: Store): Store => ({
    ...store,
    onWrite: (listener) => store.onWrite((hint) => pass(hint, listener)),
  });

test('two tabs of one conversation see the same, in the same order', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);
  const again = await reconnect(conversation, '');
  const tabs = [openStream(conversation.streamUrl), openStream(again)];

  await Promise.all([1, 2, 3].map((at) => postText(conversation, `第 ${at} 句`)));
  const seen = await Promise.all(
    tabs.map((tab) => tab.activities.until(({ length }) => length === 7)),
  );

  expect(textsOf(seen[0] ?? [])).toEqual(textsOf(seen[1] ?? []));
  expect(new Set(seen[0]?.map(({ id }) => id)).size).toBe(7);
});

test('a stream goes on after the watermark, wherever the last one broke off', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);
  const first = openStream(conversation.streamUrl);
  await postText(conversation, '你好');
  await first.activities.until(({ length }) => length === 3);
  const marks = first.frames.map(({ watermark }) => watermark ?? '');
  first.close();
  await server.turns.speak(conversationIdOf(conversation), { text: '还有一件事。' });

  const second = openStream(await reconnect(conversation, marks.at(-1) ?? ''));
  const missed = await second.activities.until(({ length }) => length === 1);

  expect(textsOf(missed)).toEqual(['还有一件事。']);
});

test('a stream of another epoch, or ahead of the log, is replayed from the start', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);

  for (const watermark of ['f00d-7', `${server.store.epoch}-7`]) {
    const stream = openStream(await reconnect(conversation, watermark));
    expect(await stream.activities.until(({ length }) => length === 1)).toHaveLength(1);
    stream.close();
  }
});

test('with every hint lost the sweep delivers, each entry once', async () => {
  const server = await serve({
    wrapStore: withHints(() => undefined),
    timing: { sweepMs: 50 },
  });
  const conversation = await startConversation(server.domain);
  const stream = openStream(conversation.streamUrl);
  await stream.activities.until(({ length }) => length === 1);

  await postText(conversation, '听得到吗');
  const all = await stream.activities.until(({ length }) => length === 3);

  expect(textsOf(all)).toEqual(['您好，我是小安。', '听得到吗', '收到：听得到吗']);
});

test('with every hint given three times no entry comes twice', async () => {
  const server = await serve({
    wrapStore: withHints((hint, tell) => {
      tell(hint);
      queueMicrotask(() => tell(hint));
      setImmediate(() => tell(hint));
    }),
    timing: { sweepMs: 5 },
  });
  const conversation = await startConversation(server.domain);
  const stream = openStream(conversation.streamUrl);
  const texts = Array.from({ length: 30 }, (_, at) => `第 ${at} 句`);

  for (const text of texts) await postText(conversation, text);
  const all = await stream.activities.until(({ length }) => length >= 61);

  const seqs = all.map(({ id }) => Number(id.split('|')[1]));
  expect(seqs).toEqual(Array.from({ length: 61 }, (_, at) => at + 1));
});

test('what is shown only now reaches the open page, is in no log and moves no watermark', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);
  const stream = openStream(conversation.streamUrl);
  await stream.activities.until(({ length }) => length === 1);

  server.directLine.notify(conversationIdOf(conversation), {
    type: 'typing',
    author: { role: 'agent', id: 'dl_li', name: '小李' },
  });
  const all = await stream.activities.until(({ length }) => length === 2);

  expect(all[1]).toMatchObject({ type: 'typing', from: { name: '小李', role: 'bot' } });
  expect(all[1]?.from.id).not.toMatch(/^dl_/);
  expect(stream.frames[1]).not.toHaveProperty('watermark');
  const page = await call('GET', `${conversation.url}/activities`, { token: conversation.token });
  expect((await json<{ activities: unknown[] }>(page)).activities).toHaveLength(1);
});

test('a reader that takes nothing is closed, the others get everything', async () => {
  const stallMs = 3_600_000;
  const sockets = createReceived<ChannelEvent>();
  const server = await serve({
    timing: { sweepMs: 50, stallMs },
    onEvent: (event) => event.kind === 'sockets' && sockets.add(event),
  });
  const conversation = await startConversation(server.domain);
  const stalled = stalledReader(conversation.streamUrl);
  await sockets.until((all) => all.length === 1);
  const healthy = openStream(await reconnect(conversation, ''));
  await sockets.until((all) => all.length === 2);

  // Far more than the kernel buffers for the two ends of a loopback connection.
  const long = '长'.repeat(60_000);
  for (let at = 0; at < 100; at += 1)
    await server.turns.speak(conversationIdOf(conversation), { text: long });

  await healthy.activities.until(({ length }) => length === 101);
  server.clock.notBefore(server.clock.now() + stallMs + 1000);
  const events = await sockets.until((all) => all.length === 3);
  expect(events.at(-1)).toEqual({ kind: 'sockets', open: 1 });
  stalled.destroy();
});

test('an eleventh stream of one conversation is refused', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);
  const streams = Array.from({ length: 10 }, () => openStream(conversation.streamUrl));
  await Promise.all(streams.map(({ activities }) => activities.until(({ length }) => length > 0)));

  const eleventh = openStream(conversation.streamUrl);
  await eleventh.closed;

  expect(eleventh.frames).toEqual([]);
});

test('a client that sends more than pings is closed', async () => {
  const server = await serve();
  const { streamUrl } = await startConversation(server.domain);
  const socket = new WebSocket(streamUrl);
  const closed = new Promise<number>((resolve) => {
    socket.onclose = ({ code }) => resolve(code);
  });

  socket.onopen = () => {
    socket.send('');
    socket.send('x'.repeat(2000));
  };

  expect(await closed).toBe(1009);
});

test('an upgrade anywhere else opens nothing', async () => {
  const server = await serve();

  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/desk`);
  const failed = await new Promise((resolve) => {
    socket.onerror = () => resolve(true);
    socket.onopen = () => resolve(false);
  });

  expect(failed).toBe(true);
});

test('closing says goodbye to every stream, and refuses what comes after', async () => {
  const server = await serve();
  const conversation = await startConversation(server.domain);
  const stream = openStream(conversation.streamUrl);
  await stream.activities.until(({ length }) => length === 1);

  await server.directLine.close();
  const late = await postText(conversation, '还在吗');

  expect(await stream.closed).toBe(1001);
  expect(late.status).toBe(503);
});

async function reconnect({ url, token }: StartedConversation, watermark: string): Promise<string> {
  const response = await call('GET', `${url}?watermark=${watermark}`, { token });
  return (await json<{ streamUrl: string }>(response)).streamUrl;
}

/** Opens a stream by hand and never reads from it. */
function stalledReader(streamUrl: string) {
  const url = new URL(streamUrl);
  const socket = connect(Number(url.port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write(
    `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nUpgrade: websocket\r\n` +
      'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  return socket;
}
