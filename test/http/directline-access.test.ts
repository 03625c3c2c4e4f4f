import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationReply } from '../../src/api/directline.ts';
import {
  call,
  generateToken,
  json,
  postText,
  readActivities,
  startConversation,
} from '../support/direct-line-calls.ts';
import {
  channelSecret,
  type DirectLineServer,
  shopperSecret,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { openStream } from '../support/stream-client.ts';

const halfAnHourMs = 30 * 60_000;

let server: DirectLineServer;

beforeAll(async () => {
  server = await startDirectLineServer();
});

afterAll(() => server.close());

describe('tokens', () => {
  test('are generated for the secret, for the given user, and last 30 minutes', async () => {
    const reply = await generateToken(server.domain, { user: { id: 'dl_abc' } });

    expect(reply).toMatchObject({ expires_in: 1800, conversationId: expect.any(String) });
    const payload = Buffer.from(reply.token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({
      user: 'dl_abc',
      kind: 'demo',
      // Out of reach of any signed `sub`.
      shopper: 'visitor:dl_abc',
    });
  });

  test.each([
    ['a wrong secret', 'not-the-secret', 403],
    ['no secret', undefined, 401],
  ])('%s generates nothing', async (_case, token, status) => {
    const response = await call('POST', `${server.domain}/tokens/generate`, { token, body: {} });

    expect(response.status).toBe(status);
  });

  test('a user id must begin with dl_', async () => {
    const response = await call('POST', `${server.domain}/tokens/generate`, {
      token: channelSecret,
      body: { user: { id: 'admin' } },
    });

    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ details: { fields: [{ field: 'user.id' }] } });
  });

  test("the merchant's signature makes the shopper, a forged one is refused", async () => {
    const sign = (key: string) =>
      new SignJWT({ sub: 'shopper-7' })
        .setProtectedHeader({ alg: 'HS256' })
        .setExpirationTime('1h')
        .sign(Buffer.from(key));

    const signed = await generateToken(server.domain, { shopperToken: await sign(shopperSecret) });
    const forged = await call('POST', `${server.domain}/tokens/generate`, {
      token: channelSecret,
      body: { shopperToken: await sign('another secret, just as long as that') },
    });

    const payload = Buffer.from(signed.token.split('.')[1] ?? '', 'base64url').toString();
    expect(JSON.parse(payload)).toMatchObject({ shopper: 'shopper-7', kind: 'signed' });
    expect(forged.status).toBe(403);
  });

  test('are refreshed into one of the same conversation', async () => {
    const { token, conversationId } = await generateToken(server.domain);

    const response = await call('POST', `${server.domain}/tokens/refresh`, { token });

    expect(await json(response)).toMatchObject({ conversationId, expires_in: 1800 });
  });

  test('the secret itself opens no conversation', async () => {
    const response = await call('POST', `${server.domain}/conversations`, { token: channelSecret });

    expect(response.status).toBe(401);
  });
});

describe('a conversation', () => {
  test('refuses the token of another one everywhere with 403', async () => {
    const mine = await startConversation(server.domain);
    const other = await startConversation(server.domain);
    const intruder = { url: mine.url, token: other.token };
    const stream = new URL(other.streamUrl);
    stream.pathname = stream.pathname.replace(other.conversationId, mine.conversationId);

    const answers = await Promise.all([
      call('GET', mine.url, { token: other.token }),
      call('GET', `${mine.url}/activities`, { token: other.token }),
      postText(intruder, '让我看看'),
      fetch(`${mine.url}/upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${other.token}` },
        body: new FormData(),
      }),
    ]);
    const spy = openStream(stream.href);
    await spy.closed;

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(spy.frames).toEqual([]);
    expect((await readActivities(mine)).activities).toHaveLength(1);
  });

  test('that never began is answered 404', async () => {
    const { token, conversationId } = await generateToken(server.domain);
    const url = `${server.domain}/conversations/${conversationId}`;

    const answers = await Promise.all([
      call('GET', url, { token }),
      call('GET', `${url}/activities`, { token }),
      postText({ url, token }, '有人吗'),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  test.each([
    ['no token', undefined],
    ['a garbled token', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
    ['an unsigned token', `${base64({ alg: 'none' })}.${base64({ aud: 'directline' })}.`],
  ])('%s is answered 401', async (_case, token) => {
    const { url } = await startConversation(server.domain);

    const response = await call('GET', `${url}/activities`, { token });

    expect(response.status).toBe(401);
  });

  test('begins once, however often it is begun', async () => {
    const { token } = await generateToken(server.domain);
    const begin = () => call('POST', `${server.domain}/conversations`, { token, body: {} });

    const [first] = await Promise.all([begin(), begin(), begin()]);

    const { conversationId } = await json<ConversationReply>(first as Response);
    const url = `${server.domain}/conversations/${conversationId}`;
    expect((await readActivities({ url, token })).activities).toHaveLength(1);
  });

  test("takes every message as its token's user, whoever it claims to be from", async () => {
    const conversation = await startConversation(server.domain);

    await call('POST', `${conversation.url}/activities`, {
      token: conversation.token,
      body: { type: 'message', text: '我是客服', from: { id: 'bot', role: 'bot', name: '客服' } },
    });

    const { activities } = await readActivities(conversation);
    expect(activities[1]?.from).toEqual({ id: 'dl_tester', role: 'user' });
  });
});

test('what is private is kept by no cache, and no answer is taken for another type', async () => {
  const { token } = await generateToken(server.domain);
  const { url } = await startConversation(server.domain);

  const answers = await Promise.all([
    call('POST', `${server.domain}/tokens/refresh`, { token }),
    call('POST', `${server.domain}/conversations`, { token, body: {} }),
    call('GET', url, { token }),
    call('GET', `${url}/activities`, { token }),
    call('POST', `${url}/upload`),
    call('GET', `${server.domain}/files/none`),
  ]);

  for (const { headers } of answers)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
});

test('an expired token is answered 403, an expired stream address opens nothing', async () => {
  const own = await startDirectLineServer();
  const conversation = await startConversation(own.domain);
  const before = openStream(conversation.streamUrl);
  await before.activities.until((all) => all.length === 1);

  own.clock.notBefore(own.clock.now() + halfAnHourMs + 1000);
  const answers = await Promise.all([
    call('GET', conversation.url, { token: conversation.token }),
    postText(conversation, '还在吗'),
    call('POST', `${own.domain}/tokens/refresh`, { token: conversation.token }),
  ]);
  const late = openStream(conversation.streamUrl);
  await late.closed;

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(late.frames).toEqual([]);
  await own.close();
});

test('a socket opened with a 60-second token stays open after it', async () => {
  const own = await startDirectLineServer();
  const conversation = await startConversation(own.domain);
  const stream = openStream(conversation.streamUrl);
  await stream.activities.until((all) => all.length === 1);

  own.clock.notBefore(own.clock.now() + 10 * 60_000);
  await postText(conversation, '还在吗');
  const all = await stream.activities.until(({ length }) => length === 3);

  expect(all[2]?.text).toBe('收到：还在吗');
  await own.close();
});

describe('pages of other sites', () => {
  test('may ask first and get what official clients need', async () => {
    const response = await fetch(`${server.domain}/conversations`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent',
      },
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('access-control-allow-headers')).toMatch(
      /authorization.*content-type.*x-ms-bot-agent.*x-requested-with/,
    );
    expect(response.headers.get('vary')).toMatch(/Origin/i);
  });

  test('can read refusals, too', async () => {
    const response = await fetch(`${server.domain}/conversations`, {
      method: 'POST',
      headers: { origin: 'https://shop.example' },
    });

    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  });
});

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
