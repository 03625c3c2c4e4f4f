import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper } from '../support/test-shopper.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const post = (path: string, body: object, headers: object = {}) =>
  served.staff(path, { method: 'POST', body, headers });

/** Cookie of a session with these roles. */
async function signedIn(roles: readonly ('agent' | 'operator' | 'supervisor')[]) {
  const { sessions } = served.anxin;
  const agentId = 'a01' as Parameters<typeof sessions.issue>[0]['agentId'];
  const token = await sessions.issue({ agentId, name: '小林', roles });
  return { cookie: `anxin_staff=${token}`, origin: served.url, 'content-type': 'application/json' };
}

test('nobody sees the map or a copy without signing in', async () => {
  const paths = ['/api/privacy/data-map', '/api/privacy/receipts'];

  const answers = await Promise.all(paths.map((path) => fetch(served.url + path)));

  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
});

test('an agent sees the map; copies, corrections and erasures are the supervisor’s', async () => {
  const agent = await signedIn(['agent']);
  const supervisor = await signedIn(['agent', 'supervisor']);
  const shopper = await openShopper(served.url);
  const body = JSON.stringify({ conversationId: shopper.conversationId });
  const ask = (path: string, headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(served.url + path, { ...init, headers });

  const map = await ask('/api/privacy/data-map', agent);
  const refused = await Promise.all(
    ['exports', 'erasures', 'corrections'].map((path) =>
      ask(`/api/privacy/${path}`, agent, { method: 'POST', body }),
    ),
  );
  const allowed = await ask('/api/privacy/exports', supervisor, { method: 'POST', body });

  expect((await map.json()).stores.length).toBeGreaterThan(15);
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(refused[0]?.headers.get('content-type')).toContain('application/problem+json');
  expect(allowed.status).toBe(200);
  shopper.close();
});

test('a copy holds what was said, as JSON and as a page, and the audit tells that it was made', async () => {
  const shopper = await openShopper(served.url);
  await shopper.send('我叫<b>张三</b>');
  const { conversationId } = shopper;

  const json = await post('/api/privacy/exports', { conversationId });
  const page = await post('/api/privacy/exports', { conversationId, format: 'html' });

  const copy = await json.json();
  const text = await page.text();
  expect(JSON.stringify(copy.conversations)).toContain('我叫<b>张三</b>');
  expect(text).toContain('我叫&lt;b&gt;张三&lt;/b&gt;');
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('content-disposition')).toContain('attachment');
  const { rows } = await served.anxin.store.listAudit({ limit: 200 });
  const noted = rows.filter(
    ({ action, subject }) => action === 'privacy.export' && subject === conversationId,
  );
  expect(noted.map(({ actor, details }) => [actor, details])).toEqual([
    ['a01', { format: 'json' }],
    ['a01', { format: 'html' }],
  ]);
  shopper.close();
});

test('an erasure is answered by a receipt, and the shopper begins anew', async () => {
  const shopper = await openShopper(served.url);
  await shopper.send('我叫张三');
  const { conversationId } = shopper;

  const response = await post('/api/privacy/erasures', { conversationId });

  const receipt = await response.json();
  expect(receipt).toMatchObject({
    receiptId: expect.stringMatching(/^PR-[2-9A-Z]{4}-[2-9A-Z]{4}$/),
    status: 'done',
    erased: { conversations: 1, cases: 0, files: 0 },
  });
  const told = await shopper.waitFor(({ text }) => (text ?? '').includes(receipt.receiptId));
  expect(told.text).toContain('至少保存三年');
  expect(told.channelData?.anxin?.citations?.map(({ clauseId }) => clauseId)).toContain(
    'law-ec-records',
  );
  expect(JSON.stringify(await shopper.readLog())).not.toContain('张三');
  const { receipts } = await (await served.staff('/api/privacy/receipts')).json();
  expect(receipts).toContainEqual(receipt);
  shopper.close();
});

test('what is not there is refused as a problem', async () => {
  const nobody = await post('/api/privacy/exports', { conversationId: 'nobody' });
  const noCase = await post('/api/privacy/corrections', {
    caseId: 'AX-1',
    field: 'reason',
    value: 'x',
  });
  const noReceipt = await served.staff('/api/privacy/receipts/PR-1');
  const more = await post('/api/privacy/erasures', { conversationId: 'x', all: true });

  expect([nobody, noCase, noReceipt, more].map(({ status }) => status)).toEqual([
    404, 404, 404, 400,
  ]);
});
