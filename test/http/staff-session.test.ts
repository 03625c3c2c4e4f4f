import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from '../support/desk-client.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const door = () => ({ url: served.url, token: served.anxin.secrets.apiToken });

function ask(path: string, headers: object, method = 'GET', body?: string): Promise<Response> {
  return fetch(served.url + path, { method, headers: { ...headers }, ...(body ? { body } : {}) });
}

describe('signing in', () => {
  test('an agent of service.yaml is recognised by name and by id', async () => {
    const byName = await (await (await signIn(door(), '林溪')).get('/api/session')).json();
    const byId = await (await (await signIn(door(), 'a01')).get('/api/session')).json();

    expect(byName).toEqual({
      agentId: 'a01',
      name: '林溪',
      roles: ['agent', 'operator', 'supervisor'],
    });
    expect(byId).toEqual(byName);
  });

  test('anybody else gets an id made from the name, the same one each time', async () => {
    const first = await (await (await signIn(door(), '小满')).get('/api/session')).json();
    const again = await (await (await signIn(door(), ' 小满 ')).get('/api/session')).json();
    const other = await (await (await signIn(door(), '立夏')).get('/api/session')).json();

    expect(first).toMatchObject({ agentId: expect.stringMatching(/^guest-[0-9a-f]{16}$/) });
    expect(again).toEqual(first);
    expect(other.agentId).not.toBe(first.agentId);
  });

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const { setCookie } = await signIn(door(), '林溪');

    expect(setCookie).toContain('HttpOnly');
    expect(setCookie).toContain('SameSite=Strict');
    expect(setCookie).toContain('Path=/api');
    expect(setCookie).toContain('Max-Age=43200');
    expect(setCookie).not.toContain('Secure');
  });

  test('behind https the cookie never travels without it', async () => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-proto': 'https' };
    const body = JSON.stringify({ token: door().token, name: '林溪' });

    const answer = await ask('/api/session', headers, 'POST', body);

    expect(answer.headers.get('set-cookie')).toContain('Secure');
  });

  test('without a session nobody is told anything', async () => {
    const nobody = await ask('/api/session', {});
    const forged = await ask('/api/session', { cookie: 'anxin_staff=eyJhbGciOiJub25lIn0.e30.' });

    expect([nobody.status, forged.status]).toEqual([401, 401]);
  });

  test('signing out takes the cookie away', async () => {
    const desk = await signIn(door(), '林溪');

    const answer = await ask('/api/session', { cookie: desk.cookie }, 'DELETE');

    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^anxin_staff=;.*Max-Age=0/);
  });

  test('a session ends after twelve hours', async () => {
    const own = await serveHere();
    const desk = await signIn({ url: own.url, token: own.anxin.secrets.apiToken }, '林溪');
    const before = await desk.get('/api/session');

    own.skip(12 * 60 * 60 * 1000 + 1000);
    const after = await desk.get('/api/session');

    expect([before.status, after.status]).toEqual([200, 401]);
    await own.close();
  });

  test.each([
    [{ name: '林溪' }, 400],
    [{ token: 'wrong', name: '林溪' }, 401],
    [{ token: 'wrong', name: '<b>林溪</b>' }, 400],
    [{ token: 'wrong', name: '林'.repeat(21) }, 400],
  ])('%o is refused', async (body, status) => {
    const headers = { 'content-type': 'application/json' };

    const answer = await ask('/api/session', headers, 'POST', JSON.stringify(body));

    expect(answer.status).toBe(status);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('a wrong token is called that', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ token: 'wrong', name: '林溪' });

    const answer = await ask('/api/session', headers, 'POST', body);

    expect(await answer.json()).toMatchObject({ code: 'SIGN_IN_REFUSED', title: /令牌不对/ });
  });

  test('guessing tokens is stopped, as it is for scripts, and in one count with them', async () => {
    const own = await serveHere({ env: { RATE_LIMITS: 'on' } });
    const guess = (n: number) =>
      n % 2 === 0
        ? fetch(`${own.url}/api/session`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ token: `guess-${n}`, name: '林溪' }),
          })
        : fetch(`${own.url}/api/handoffs`, { headers: { authorization: `Bearer guess-${n}` } });

    const statuses: number[] = [];
    for (let n = 0; n < 32; n += 1) statuses.push((await guess(n)).status);
    const desk = await signIn({ url: own.url, token: own.anxin.secrets.apiToken }, '林溪');

    expect(statuses).toEqual([...Array(30).fill(401), 429, 429]);
    expect((await desk.get('/api/handoffs')).status).toBe(200);
    await own.close();
  });
});

describe('a request that only the cookie speaks for', () => {
  const claim = '/api/handoffs/nobody/claim';

  test('changes something for our own page only', async () => {
    const { cookie } = await signIn(door(), '林溪');
    const json = { cookie, 'content-type': 'application/json' };

    const own = await ask(claim, { ...json, origin: served.url }, 'POST', '{}');
    const foreign = await ask(claim, { ...json, origin: 'https://evil.example' }, 'POST', '{}');
    const hidden = await ask(claim, { ...json, origin: 'null' }, 'POST', '{}');
    const silent = await ask(claim, json, 'POST', '{}');

    expect(own.status).toBe(404);
    expect([foreign.status, hidden.status, silent.status]).toEqual([403, 403, 403]);
    expect(await foreign.json()).toMatchObject({ code: 'FORBIDDEN', title: /[一-龥]/ });
  });

  test('changes nothing as a form, which another site could send', async () => {
    const { cookie } = await signIn(door(), '林溪');
    const form = { cookie, origin: served.url, 'content-type': 'text/plain' };

    const answer = await ask(claim, form, 'POST', '{}');

    expect(answer.status).toBe(400);
  });

  test('a script needs the API token and no origin', async () => {
    const answer = await served.staff(claim, { method: 'POST', body: {} });

    expect(answer.status).toBe(404);
  });
});
