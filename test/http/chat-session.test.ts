import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatSessionReply } from '../../src/api/chat-session.ts';
import { call, json, readActivities } from '../support/direct-line-calls.ts';
import {
  conversationIdOf,
  type DirectLineServer,
  shopperSecret,
  startDirectLineServer,
} from '../support/direct-line-server.ts';
import { rawRequest } from '../support/raw-request.ts';

const dayMs = 24 * 60 * 60_000;

let server: DirectLineServer;

beforeAll(async () => {
  server = await startDirectLineServer();
});

afterAll(() => server.close());

interface Opening {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly on?: DirectLineServer;
}

function open({ body = {}, headers = {}, on = server }: Opening = {}): Promise<Response> {
  return call('POST', `${on.origin}/api/chat/session`, { body, headers });
}

const reply = (response: Response) => json<ChatSessionReply>(response);

/** What a browser would send back. */
function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function signed(
  claims: Readonly<Record<string, string>>,
  { key = shopperSecret, expires = '1h' as string | null } = {},
): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' });
  if (expires !== null) token.setExpirationTime(expires);
  return token.sign(Buffer.from(key));
}

describe('a visitor', () => {
  test('gets a conversation with a greeting, whose shop this is, and a cookie no script can read', async () => {
    const response = await open();
    const session = await reply(response);

    expect(session).toMatchObject({
      expiresIn: 1800,
      shopper: 'demo',
      userId: expect.stringMatching(/^dl_/),
      shop: { name: '示例店', botName: '小安', hours: expect.any(String) },
    });
    expect(Math.abs(Date.parse(session.now) - server.clock.now())).toBeLessThan(dayMs / 24);
    expect(response.headers.get('set-cookie')).toMatch(
      /Max-Age=7776000; Path=\/api\/chat; HttpOnly; SameSite=Lax$/,
    );
    const { token, conversationId } = session;
    const url = `${server.domain}/conversations/${conversationId}`;
    expect((await readActivities({ url, token })).activities).toHaveLength(1);
  });

  test('comes back to the same conversation, as the same person', async () => {
    const first = await open();
    const cookie = cookieOf(first);

    const second = await reply(await open({ headers: { cookie } }));

    const { conversationId, userId } = await reply(first);
    expect(second).toMatchObject({ conversationId, userId });
  });

  test('with two tabs at once comes back to one conversation', async () => {
    const cookie = cookieOf(await open());
    const shopperToken = await signed({ sub: 'four-tabs' });

    const tabs = [1, 2].map(() => open({ headers: { cookie } }));
    const firstTabs = [1, 2, 3, 4].map(() => open({ body: { shopperToken } }));
    const conversations = async (openings: readonly Promise<Response>[]) => {
      const sessions = await Promise.all(openings.map(async (opening) => reply(await opening)));
      return new Set(sessions.map(({ conversationId }) => conversationId));
    };

    expect((await conversations(tabs)).size).toBe(1);
    expect((await conversations(firstTabs)).size).toBe(1);
  });

  test('with a forged cookie is a new visitor', async () => {
    const first = await open();
    const [name, value = ''] = cookieOf(first).split('=');
    const forged = `${name}=${value.slice(0, -4)}AAAA`;

    const session = await reply(await open({ headers: { cookie: forged } }));

    expect(session.conversationId).not.toBe((await reply(first)).conversationId);
  });

  test('is a guest where the shop has orders of its own', async () => {
    const own = await startDirectLineServer({ demoShoppers: false });

    expect((await reply(await open({ on: own }))).shopper).toBe('guest');

    await own.close();
  });

  test('is forgotten after 90 days', async () => {
    const own = await startDirectLineServer();
    const first = await open({ on: own });
    const headers = { cookie: cookieOf(first) };

    own.clock.notBefore(own.clock.now() + 89 * dayMs);
    const kept = await open({ on: own, headers });
    own.clock.notBefore(own.clock.now() + 2 * dayMs);
    const late = await open({ on: own, headers });

    const { conversationId } = await reply(first);
    expect((await reply(kept)).conversationId).toBe(conversationId);
    expect((await reply(late)).conversationId).not.toBe(conversationId);
    await own.close();
  });

  test('whose conversation is gone gets a new one', async () => {
    let isGone = false;
    const own = await startDirectLineServer({
      wrapStore: (store) => ({
        ...store,
        load: async (id) => (isGone ? null : store.load(id)),
      }),
    });
    const first = await open({ on: own });
    isGone = true;
    own.clock.notBefore(own.clock.now() + dayMs);

    const second = await open({ on: own, headers: { cookie: cookieOf(first) } });

    expect((await reply(second)).conversationId).not.toBe((await reply(first)).conversationId);
    await own.close();
  });

  test('gets a cookie for encrypted ways only where we are reached by https', async () => {
    const own = await startDirectLineServer({ publicUrl: 'https://help.shop.example' });

    const response = await open({ on: own, headers: { origin: 'https://help.shop.example' } });

    expect(response.headers.get('set-cookie')).toMatch(/; Secure/);
    await own.close();
  });
});

describe("the merchant's signature", () => {
  test('brings a shopper to one conversation from any browser', async () => {
    const shopperToken = await signed({ sub: 'shopper-1', name: '王先生' });

    const first = await reply(await open({ body: { shopperToken } }));
    const second = await reply(await open({ body: { shopperToken } }));

    expect(first.shopper).toBe('signed');
    expect(second.conversationId).toBe(first.conversationId);
    expect(first.userId).not.toContain('shopper-1');
    const { shopperId } = (await server.store.load(conversationIdOf(first))) ?? {};
    expect(shopperId).toBe('shopper-1');
  });

  const unsigned = [{ alg: 'none' }, { sub: 'shopper-1', exp: 9_999_999_999 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

  test.each([
    ['of another key', () => signed({ sub: 'shopper-1' }, { key: 'k'.repeat(32) })],
    ['without an end', () => signed({ sub: 'shopper-1' }, { expires: null })],
    ['that has expired', () => signed({ sub: 'shopper-1' }, { expires: '-1s' })],
    ['without a subject', () => signed({ name: '王先生' })],
    ['for one of our visitors', () => signed({ sub: 'visitor:abc' })],
    ['by nobody', async () => `${unsigned}.`],
    ['that is none', async () => 'abc'],
  ])('%s is refused with 403, in Chinese', async (_case, make) => {
    const response = await open({ body: { shopperToken: await make() } });

    expect(response.status).toBe(403);
    expect(await json(response)).toMatchObject({
      code: 'TOKEN_REFUSED',
      title: expect.stringMatching(/\p{Script=Han}/u),
    });
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('refused is a request', () => {
  test('of another site', async () => {
    const answers = await Promise.all(
      ['https://evil.example', 'null'].map((origin) => open({ headers: { origin } })),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  test('as a form would send it', async () => {
    const response = await fetch(`${server.origin}/api/chat/session`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });

    expect(response.status).toBe(400);
  });

  test('with members nobody knows', async () => {
    const response = await open({ body: { shopperId: 'shopper-1' } });

    expect(response.status).toBe(400);
    expect(JSON.stringify(await json(response))).toContain('shopperId');
  });
});

describe('a Host header', () => {
  test.each([
    ['['],
    ['a b'],
    ['shop.example/path'],
    ['me@shop.example'],
    ['shop.example?x='],
    ['shop.example:99999'],
  ])('%s is refused, and gets into no address', async (host) => {
    const { token, conversationId } = await reply(await open());
    const path = `/v3/directline/conversations/${conversationId}`;
    const bearer = `Authorization: Bearer ${token}`;

    const answers = await Promise.all([
      rawRequest(server, ['POST /api/chat/session HTTP/1.1', `Host: ${host}`]),
      rawRequest(server, [`GET ${path} HTTP/1.1`, `Host: ${host}`, bearer]),
      rawRequest(server, [`GET ${path}/activities HTTP/1.1`, `Host: ${host}`, bearer]),
    ]);

    expect(answers.map((answer) => answer.split('\r\n')[0])).toEqual(
      Array(3).fill('HTTP/1.1 400 Bad Request'),
    );
    expect(answers.join('')).not.toContain(host);
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    ['[::1]:3978', '[::1]:3978'],
    ['Help.Shop.Example:80', 'help.shop.example'],
    ['anxin_1:3978', 'anxin_1:3978'],
  ])('%s is where the stream is', async (host, origin) => {
    const { token, conversationId } = await reply(await open());

    const answer = await rawRequest(server, [
      `GET /v3/directline/conversations/${conversationId} HTTP/1.1`,
      `Host: ${host}`,
      `Authorization: Bearer ${token}`,
    ]);

    expect(answer).toContain(`"ws://${origin}/v3/directline/`);
  });
});

test('our own page may ask, with or without a body', async () => {
  const own = await open({ headers: { origin: server.origin } });
  const bare = await fetch(`${server.origin}/api/chat/session`, { method: 'POST' });

  expect([own.status, bare.status]).toEqual([200, 200]);
});

test('one address that opens sessions without end is told to wait', async () => {
  const limited = await startDirectLineServer({ rateLimits: 'on' });

  const statuses: number[] = [];
  for (let at = 0; at < 61; at += 1) statuses.push((await open({ on: limited })).status);

  expect(statuses.slice(58)).toEqual([200, 200, 429]);
  await limited.close();
});
