import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../src/kernel/errors.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import {
  call,
  json,
  postText,
  readActivities,
  type StartedConversation,
  startConversation,
} from '../support/direct-line-calls.ts';
import {
  conversationIdOf,
  type DirectLineServer,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { textsOf } from '../support/stream-client.ts';

let server: DirectLineServer;

beforeAll(async () => {
  server = await startDirectLineServer();
});

afterAll(() => server.close());

const post = ({ url, token }: StartedConversation, body: unknown, headers = {}) =>
  call('POST', `${url}/activities`, { token, body, headers });

describe('a message', () => {
  test('keeps its id and is taken once, however often it is posted at once', async () => {
    const conversation = await startConversation(server.domain);

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => postText(conversation, '只发一次', 'same')),
    );
    await server.turns.settled();

    const ids = await Promise.all(answers.map((answer) => json<{ id: string }>(answer)));
    expect(new Set(ids.map(({ id }) => id)).size).toBe(1);
    expect(ids[0]?.id).toBe(`${conversation.conversationId}|0000002`);
    const { activities } = await readActivities(conversation);
    expect(textsOf(activities)).toEqual(['您好，我是小安。', '只发一次', '收到：只发一次']);
  });

  test('with the key of another one is refused with 409', async () => {
    const conversation = await startConversation(server.domain);
    await postText(conversation, '第一句', 'k');

    const response = await postText(conversation, '第二句', 'k');

    expect(response.status).toBe(409);
    expect(await json(response)).toMatchObject({ code: 'KEY_REUSED' });
  });

  test('is recognised by activity.id or Idempotency-Key where it has no clientActivityID', async () => {
    const conversation = await startConversation(server.domain);
    const message = { type: 'message', text: '同一句' };

    const byId = [
      { ...message, id: 'a' },
      { ...message, id: 'a' },
    ].map((body) => post(conversation, body));
    const byHeader = [1, 2].map(() => post(conversation, message, { 'idempotency-key': 'h' }));
    const without = [1, 2].map(() => post(conversation, message));
    const answers = await Promise.all([...byId, ...byHeader, ...without]);

    const ids = await Promise.all(answers.map(async (answer) => (await json(answer))['id']));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(ids[3]);
    expect(new Set(ids).size).toBe(4);
  });

  test('posted one after another without waiting for the answers keeps its order', async () => {
    const conversation = await startConversation(server.domain);
    const texts = Array.from({ length: 20 }, (_, at) => `第 ${at} 句`);

    // One connection carries them in order, as a page's requests to one host.
    const answers = await pipelined(server, conversation, texts);
    await server.turns.settled();

    const { activities } = await readActivities(conversation);
    expect(answers).toBe(20);
    const mine = activities.filter(({ from }) => from.role === 'user');
    expect(textsOf(mine)).toEqual(texts);
    const answered = activities.filter(({ text }) => text?.startsWith('收到：'));
    expect(textsOf(answered)).toEqual(texts.map((text) => `收到：${text}`));
  });

  test.each([
    ['text of more than 4000 characters', { text: '长'.repeat(4001) }, 413, 'BODY_TOO_LARGE'],
    ['a body over 64 KB', { text: 'x', entities: 'y'.repeat(66_000) }, 413, 'BODY_TOO_LARGE'],
    [
      'channelData over 16 KB',
      { text: 'x', channelData: 'y'.repeat(17_000) },
      413,
      'BODY_TOO_LARGE',
    ],
    ['channelData nested too deeply', { text: 'x', channelData: nested(9) }, 400, 'BAD_REQUEST'],
    ['a value nested a thousand times', { text: 'x', value: nested(1000) }, 400, 'BAD_REQUEST'],
    ['nothing to say', { text: '  ' }, 400, 'BAD_REQUEST'],
    ['a type nobody knows', { type: 'invoke', text: 'x' }, 400, 'BAD_REQUEST'],
  ])('with %s is refused', async (_case, body, status, code) => {
    const conversation = await startConversation(server.domain);

    const response = await post(conversation, { type: 'message', ...body });

    expect(response.status).toBe(status);
    const problem = await json(response);
    expect(problem).toMatchObject({ status, code, error: { code, message: problem['title'] } });
    expect(problem['title']).toMatch(/\p{Script=Han}/u);
    expect((await readActivities(conversation)).activities).toHaveLength(1);
  });

  test('at each limit is taken', async () => {
    const conversation = await startConversation(server.domain);
    const channelData = { nested: nested(7) };

    const response = await post(conversation, {
      type: 'message',
      text: '😀'.repeat(4000),
      channelData,
    });

    expect(response.status).toBe(200);
    expect((await readActivities(conversation)).activities[1]).toMatchObject({ channelData });
  });

  test('with half a pair of surrogates anywhere is kept as sound text', async () => {
    const conversation = await startConversation(server.domain);
    const half = { 'k\ud800': ['\udc00', { deep: 'a\ud83d' }] };
    const sound = { 'k\ufffd': ['\ufffd', { deep: 'a\ufffd' }] };

    const response = await post(conversation, {
      type: 'message',
      text: '好\ud83d',
      value: half,
      channelData: half,
      locale: 'zh\ud800',
    });

    expect(response.status).toBe(200);
    const { activities } = await readActivities(conversation);
    expect(activities[1]).toMatchObject({
      text: '好\ufffd',
      value: sound,
      channelData: sound,
      locale: 'zh\ufffd',
    });
  });

  test('that is no JSON is answered 400', async () => {
    const { url, token } = await startConversation(server.domain);

    const response = await fetch(`${url}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"type":',
    });

    expect(response.status).toBe(400);
  });

  test('drops attachments by address, and unknown members', async () => {
    const conversation = await startConversation(server.domain);

    await post(conversation, {
      type: 'message',
      text: '看图',
      attachments: [{ contentType: 'image/png', contentUrl: 'http://intranet/secret.png' }],
      serviceUrl: 'http://evil.example',
    });

    const { activities } = await readActivities(conversation);
    expect(activities[1]).not.toHaveProperty('attachments');
    expect(activities[1]).not.toHaveProperty('serviceUrl');
  });
});

test('events are logged, typing is acknowledged and leaves no trace', async () => {
  const conversation = await startConversation(server.domain);

  const typing = await post(conversation, { type: 'typing' });
  const joined = await post(conversation, {
    type: 'event',
    name: 'webchat/join',
    value: { language: 'zh-CN' },
  });

  expect([typing.status, joined.status]).toEqual([200, 200]);
  const { activities } = await readActivities(conversation);
  expect(activities.slice(1)).toMatchObject([
    { type: 'event', name: 'webchat/join', value: { language: 'zh-CN' } },
  ]);
});

describe('a watermark', () => {
  async function conversationOfThree() {
    const conversation = await startConversation(server.domain);
    await postText(conversation, '你好');
    await server.turns.settled();
    return conversation;
  }

  test('goes on after what was read', async () => {
    const conversation = await conversationOfThree();
    const { watermark } = await readActivities(conversation);
    const nothingNew = await readActivities(conversation, watermark);
    await postText(conversation, '还有');
    await server.turns.settled();

    const more = await readActivities(conversation, nothingNew.watermark);

    expect(nothingNew.activities).toEqual([]);
    expect(textsOf(more.activities)).toEqual(['还有', '收到：还有']);
  });

  test.each([
    ['none', () => ''],
    ['the sign for the start', () => '-'],
    ['one of another epoch', () => 'f00d-2'],
    ['a bare number', () => '2'],
    ['one ahead of the log', (epoch: string) => `${epoch}-99`],
  ])('%s replays from the start', async (_case, watermark) => {
    const conversation = await conversationOfThree();

    const { activities } = await readActivities(conversation, watermark(server.store.epoch));

    expect(activities).toHaveLength(3);
  });

  test('that is garbled is answered 400', async () => {
    const { url, token } = await startConversation(server.domain);

    const answers = await Promise.all([
      call('GET', `${url}/activities?watermark=abc`, { token }),
      call('GET', `${url}?watermark=..%2F1`, { token }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });
});

test('an erased conversation shows that something stood there, and no word of it', async () => {
  const conversation = await startConversation(server.domain);
  await postText(conversation, '我的电话是 13800000000');
  await server.turns.settled();

  await server.store.erase(conversationIdOf(conversation));

  const { activities } = await readActivities(conversation);
  expect(textsOf(activities)).toEqual(Array(3).fill('（此消息已按要求删除）'));
  expect(JSON.stringify(activities)).not.toContain('13800000000');
});

describe('when the store', () => {
  async function postTo(failing: () => Promise<never>) {
    const own = await startDirectLineServer({
      wrapStore: (store) => ({ ...store, accept: failing }),
    });
    const conversation = await startConversation(own.domain);
    const response = await postText(conversation, '你好');
    const body = await json(response);
    await own.close();
    return { response, body, log: own.log };
  }

  test('is busy, the client is told when to come again', async () => {
    const { response, body } = await postTo(async () => {
      throw new AppError('STORE_BUSY', 'queue is full');
    });

    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({ code: 'STORE_BUSY', title: expect.stringMatching(/稍后/) });
  });

  test('is busy, the log says so in one line without a stack', async () => {
    const { body, log } = await postTo(async () => {
      throw new AppError('STORE_BUSY', 'queue is full', { cause: new Error('512 wait') });
    });

    const [line, ...more] = log.filter(({ level }) => level !== 'debug');
    expect(line).toMatchObject({
      level: 'warn',
      facts: { reference: body['reference'], reason: 'queue is full', cause: '512 wait' },
    });
    expect(line?.facts).not.toHaveProperty('err');
    expect(more).toEqual([]);
  });

  test('fails unforeseen, the shopper gets a reference under which the log has the cause', async () => {
    const { response, body, log } = await postTo(async () => {
      throw new Error('disk on fire');
    });

    expect(response.status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('disk on fire');
    const line = log.find(({ level }) => level === 'error');
    expect(line?.facts).toMatchObject({
      reference: body['reference'],
      err: { message: 'disk on fire' },
    });
  });
});

test('a refused turn is woken for accepted messages only', async () => {
  const woken: ConversationId[] = [];
  const own = await startDirectLineServer({
    turns: { wake: (conversationId) => woken.push(conversationId) },
  });
  const conversation = await startConversation(own.domain);

  await postText(conversation, '一', 'k');
  await postText(conversation, '二', 'k');
  await post(conversation, { type: 'typing' });

  expect(woken).toEqual([conversation.conversationId]);
  await own.close();
});

function nested(levels: number): unknown {
  return levels === 0 ? 'deep' : { in: nested(levels - 1) };
}

/** Sends all posts on one keep-alive connection without waiting; returns how many were answered 200. */
async function pipelined(
  { origin }: DirectLineServer,
  { url, token }: StartedConversation,
  texts: readonly string[],
): Promise<number> {
  const { connect } = await import('node:net');
  const { port } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  const path = new URL(`${url}/activities`).pathname;
  for (const text of texts) {
    const body = JSON.stringify({ type: 'message', text });
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  let answer = '';
  for await (const part of socket) {
    answer += part;
    if (answer.split('HTTP/1.1 200').length > texts.length) break;
  }
  return answer.split('HTTP/1.1 200').length - 1;
}
