import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase, readLog } from '../support/open-case.ts';
import { type OrderServer, startOrderServer } from '../support/order-server.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret, signShopper } from '../support/sign-shopper.ts';
import { openShopper, type TestShopper } from '../support/test-shopper.ts';

const hourMs = 3_600_000;

let orders: OrderServer;
let served: ServedHere;
beforeAll(async () => {
  orders = await startOrderServer();
  served = await serveHere({
    env: {
      SHOPPER_JWT_SECRET: merchantSecret,
      ORDERS_URL: orders.url,
      ORDERS_TOKEN: orders.token,
    },
  });
});
afterAll(async () => {
  await served.close();
  await orders.close();
});

const post = (path: string, body: object, headers: object = {}) =>
  served.staff(`/api/privacy/${path}`, { method: 'POST', body, headers });
const identityOf = async (conversationId: string) =>
  (await served.staff(`/api/privacy/identity/${conversationId}`)).json();
const statusOf = async (answer: Promise<Response>) => (await answer).status;
const noteOf = (conversationId: string) =>
  served.anxin.store.getDocument('identity-check', conversationId);

/** What the audit tells of a conversation. */
async function auditOf(conversationId: string) {
  const { rows } = await served.anxin.store.listAudit({ limit: 200 });
  const own = rows.filter(({ subject }) => subject === conversationId);
  return own.map(({ actor, action, details }) => ({ actor, action, details }));
}

async function visitorWhoSaid(text: string): Promise<TestShopper> {
  const guest = await openShopper(served.url);
  await guest.send(text);
  return guest;
}

/** A claim in which all is told by the shopper. */
async function claimFake(guest: TestShopper): Promise<string> {
  const answers = [
    ['我买的鞋是假的', 'counterfeit_proof'],
    ['品牌方出了鉴定报告，有鉴定报告', 'marked_compensation'],
    ['都没有', 'paid_fen'],
    ['399块', 'evidence'],
    ['没有', 'confirm'],
  ] as const;
  for (const [said, asked] of answers) {
    await guest.send(said);
    await guest.waitFor(({ channelData }) => channelData?.anxin?.ask === asked);
  }
  await guest.send('好');
  const opened = await guest.waitFor(({ channelData }) => !!channelData?.anxin?.caseId);
  return opened.channelData?.anxin?.caseId ?? '';
}

test('of a visitor nothing is given or erased before one of the staff made sure who it is', async () => {
  const guest = await visitorWhoSaid('我叫张三');
  const { conversationId } = guest;

  const refused = await post('exports', { conversationId });
  const alsoRefused = await post('erasures', { conversationId });

  expect([refused.status, alsoRefused.status]).toEqual([403, 403]);
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(await refused.json()).toMatchObject({
    code: 'IDENTITY_UNCHECKED',
    title: expect.stringContaining('先核实'),
    details: { conversationId, means: ['order_phone', 'call_back', 'signed_in'] },
  });
  expect(JSON.stringify(await readLog(served, conversationId))).toContain('张三');
  expect(await auditOf(conversationId)).toEqual([]);

  const noted = await post('identity', { conversationId, means: 'order_phone' });
  const copy = await post('exports', { conversationId });

  expect(noted.status).toBe(204);
  expect(JSON.stringify(await copy.json())).toContain('张三');
  const key = { 'idempotency-key': 'once' };
  const receipt = await (await post('erasures', { conversationId }, key)).json();
  expect(receipt).toMatchObject({ status: 'done', erased: { conversations: 1 } });
  expect(JSON.stringify(await readLog(served, conversationId))).not.toContain('张三');
  // The note goes with the conversation; that it was made stays, and how.
  expect(await noteOf(conversationId)).toBeNull();
  expect(await auditOf(conversationId)).toContainEqual({
    actor: 'a01',
    action: 'privacy.identity',
    details: { means: 'order_phone' },
  });
  // Asked for again, it is the same erasure.
  expect(await (await post('erasures', { conversationId }, key)).json()).toEqual(receipt);
  guest.close();
});

test('it holds for a day, and for that conversation only', async () => {
  const guest = await visitorWhoSaid('你好');
  const other = await visitorWhoSaid('你好');
  const { conversationId } = guest;
  await post('identity', { conversationId, means: 'call_back' });

  const held = await identityOf(conversationId);
  const checked = await statusOf(post('exports', { conversationId }));
  const unchecked = await statusOf(post('exports', { conversationId: other.conversationId }));
  // Longer than the note holds.
  served.skip(25 * hourMs);
  const later = await statusOf(post('exports', { conversationId }));

  expect([checked, unchecked, later]).toEqual([200, 403, 403]);
  expect(held).toMatchObject({ isNeeded: true, check: { means: 'call_back', by: 'a01' } });
  expect(held.means).toHaveLength(3);
  expect((await identityOf(conversationId)).check).toBeNull();
  guest.close();
  other.close();
});

test('a case of a visitor is corrected only after it', async () => {
  const guest = await openShopper(served.url);
  const { conversationId } = guest;
  const correction = { caseId: await claimFake(guest), field: 'subject', value: '跑鞋' };

  const before = await statusOf(post('corrections', correction));
  await post('identity', { conversationId, means: 'signed_in' });
  const after = await statusOf(post('corrections', correction));

  expect([before, after]).toEqual([403, 204]);
  expect((await readCase(served, correction.caseId)).subject).toBe('跑鞋');
  guest.close();
});

test('whom the merchant signed for needs none', async () => {
  const shopperToken = await signShopper('m-1001', served.anxin.clock.now());
  const shopper = await openShopper(served.url, { shopperToken });
  await shopper.send('你好');

  expect(await statusOf(post('exports', { conversationId: shopper.conversationId }))).toBe(200);
  expect((await identityOf(shopper.conversationId)).isNeeded).toBe(false);
  shopper.close();
});

test('what is no listed means, nobody’s conversation and who edits knowledge are refused', async () => {
  const guest = await visitorWhoSaid('你好');
  const { conversationId } = guest;
  const { sessions } = served.anxin;
  const agentId = 'a01' as Parameters<typeof sessions.issue>[0]['agentId'];
  const operator = await sessions.issue({ agentId, name: '小林', roles: ['operator'] });
  const body = { conversationId, means: 'order_phone' };

  const photo = await statusOf(post('identity', { conversationId, means: 'id_card_photo' }));
  const nobody = await statusOf(post('identity', { ...body, conversationId: 'nobody' }));
  const byOperator = await fetch(`${served.url}/api/privacy/identity`, {
    method: 'POST',
    headers: {
      cookie: `anxin_staff=${operator}`,
      origin: served.url,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });

  expect([photo, nobody, byOperator.status]).toEqual([400, 404, 403]);
  expect(await noteOf(conversationId)).toBeNull();
  guest.close();
});
