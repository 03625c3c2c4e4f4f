import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

test('/healthz and /readyz answer without a token', async () => {
  const health = await fetch(`${served.url}/healthz`);
  const ready = await fetch(`${served.url}/readyz`);

  expect(health.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    status: 'ready',
    store: { adapter: 'sqlite', isWritable: true },
    knowledge: { revision: /^[0-9a-f]{64}$/, problems: 0 },
  });
});

test('/metrics counts turns, for loopback or the token only', async () => {
  const shopper = await openShopper(served.url);
  await shopper.send('你好');
  await shopper.waitFor((activity) => Number(activity.id.slice(-7)) > 2);

  const local = await fetch(`${served.url}/metrics`);
  const forwarded = await Promise.all(
    ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].map((name) =>
      fetch(`${served.url}/metrics`, { headers: { [name]: '203.0.113.7' } }),
    ),
  );

  expect(await local.text()).toMatch(/anxin_turns_total\{outcome="committed"\} [1-9]/);
  expect(forwarded.map((answer) => answer.status)).toEqual([401, 401, 401, 401]);
  shopper.close();
});

test('the page comes with a policy that lets no foreign or inline script in', async () => {
  const page = await fetch(served.url);

  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  expect(page.headers.get('x-powered-by')).toBeNull();
});

test('an unknown address answers with a problem in Chinese', async () => {
  const answer = await fetch(`${served.url}/nowhere`);

  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', title: /[一-龥]/ });
});

test('the page and what it loads weigh at most 40 KB on the wire', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  const sizeOf = async (path: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ size: number; text: string }>();
    get(served.url + path, { headers }, async (answer) => {
      const chunks = await answer.toArray();
      const body = Buffer.concat(chunks);
      const isPacked = answer.headers['content-encoding'] === 'gzip';
      resolve({ size: body.length, text: String(isPacked ? gunzipSync(body) : body) });
    }).on('error', reject);
    return promise;
  };

  const page = await sizeOf('/');
  const assets = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(
    (found) => found[1],
  );
  const loaded = await Promise.all(assets.map((path) => sizeOf(path ?? '')));

  expect(assets.length).toBeGreaterThanOrEqual(2);
  const bytes = loaded.reduce((sum, { size }) => sum + size, page.size);
  expect(bytes).toBeLessThanOrEqual(40 * 1024);
});

test('a client that offers another protocol is answered in this one', async () => {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { connection: 'Upgrade', upgrade: 'h2c' };
  get(`${served.url}/healthz`, { headers }, (answer) => {
    answer.resume();
    resolve(answer.statusCode);
  }).on('error', reject);

  expect(await promise).toBe(200);
});

test('an idle connection is kept longer than a proxy keeps it', async () => {
  const answer = await fetch(`${served.url}/healthz`);

  const seconds = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1];
  expect(Number(seconds)).toBeGreaterThan(60);
});
