import { describe, expect, onTestFinished, test } from 'vitest';
import { parseConversationId } from '../../src/kernel/ids.ts';
import { noonClock } from '../support/noon-clock.ts';
import { startOrderServer, wireOrder } from '../support/order-server.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret, signShopper } from '../support/sign-shopper.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

const foreign = '100200300999';
const nobodys = '100200300998';
/** Too long to stand by chance among the digits of a hash. */
const paidFen = 7_355_608_019;
const secrets = ['羊绒大衣', '云上成衣', String(paidFen), '73556080', 'YQ880100000999', '张三'];

/** An order of somebody else's with all that must not be told. */
const foreignOrder = wireOrder({
  orderId: foreign,
  shopperId: 'm-2002',
  seller: { id: 's9', name: '云上成衣', type: 'third_party' },
  items: [{ itemId: 'i9', title: '羊绒大衣', category: 'clothing', quantity: 1, paidFen }],
  paidFen,
  shipments: [
    {
      trackingNo: 'YQ880100000999',
      carrier: '云雀快递',
      status: '已签收',
      signedAt: '2026-11-20T10:00:00+08:00',
      signedBy: '张三',
    },
  ],
  serviceRequests: [
    { serviceId: 'sr-9', kind: 'return_goods', status: 'refunding', refundFen: paidFen },
  ],
});

/** Stands still: what is said may depend on the moment. */
const now = noonClock().now();
const clock = { now: () => now };

async function serveWithOrders(): Promise<ServedHere> {
  const orders = await startOrderServer([foreignOrder]);
  const env = {
    LOG_LEVEL: 'warn',
    ORDERS_URL: orders.url,
    ORDERS_TOKEN: orders.token,
    SHOPPER_JWT_SECRET: merchantSecret,
  };
  const served = await serveHere({ env, clock });
  onTestFinished(async () => {
    await served.close();
    await orders.close();
  });
  return served;
}

async function enterSigned({ url }: ServedHere, shopperId: string): Promise<TestShopper> {
  return openShopper(url, { shopperToken: await signShopper(shopperId, now) });
}

/** All that the bot sends to a shopper who tries every way to an order, the number itself left out. */
async function tryToReach(
  served: ServedHere,
  shopper: TestShopper,
  [orderId, itemId]: readonly [string, string],
): Promise<string> {
  const sayings: readonly (readonly [text: string, extra: object])[] = [
    [`退货，订单号${orderId}`, {}],
    [orderId, {}],
    ['这一件', { value: { choice: `${orderId}:${itemId}` } }],
    [`订单${orderId}到哪一步了`, {}],
  ];
  const conversationId = parseConversationId(shopper.conversationId);
  if (!conversationId) throw new Error(`no conversation id: ${shopper.conversationId}`);
  let last = 0;
  for (const [text, extra] of sayings) last = seqOf({ id: await shopper.send(text, extra) });
  await expect
    .poll(async () => (await served.anxin.store.load(conversationId))?.processed)
    .toBeGreaterThanOrEqual(last);
  const log = await shopper.readLog();
  shopper.close();
  const replies = log.filter(({ from }) => !from.id.startsWith('dl_'));
  return JSON.stringify(replies.map(({ text, channelData }) => ({ text, channelData }))).replaceAll(
    orderId,
    '#',
  );
}

describe('with an order system', () => {
  test('the number of another signed shopper’s order gets what a number that does not exist gets', async () => {
    const served = await serveWithOrders();

    const ofForeign = await tryToReach(served, await enterSigned(served, 'm-1003'), [
      foreign,
      'i9',
    ]);
    const ofNobodys = await tryToReach(served, await enterSigned(served, 'm-1004'), [
      nobodys,
      'i9',
    ]);
    const ofOwner = await tryToReach(served, await enterSigned(served, 'm-2002'), [foreign, 'i9']);

    expect(ofForeign).toContain('没有查到');
    expect(ofForeign).toBe(ofNobodys);
    for (const secret of secrets) expect(ofForeign).not.toContain(secret);
    expect(ofOwner).toContain('羊绒大衣');
  });

  test('a guest who names an order, whoever’s it is, gets what a number that does not exist gets', async () => {
    const served = await serveWithOrders();

    const ofForeign = await tryToReach(served, await openShopper(served.url), [foreign, 'i9']);
    const ofNobodys = await tryToReach(served, await openShopper(served.url), [nobodys, 'i9']);

    expect(ofForeign).toContain('没有查到');
    expect(ofForeign).toBe(ofNobodys);
    for (const secret of secrets) expect(ofForeign).not.toContain(secret);
  });
});

describe('in the demonstration', () => {
  test('the number of another shopper’s order gets what a number that does not exist gets', async () => {
    const served = await serveHere({ env: { LOG_LEVEL: 'warn' }, clock });
    onTestFinished(() => served.close());

    const ofForeign = await tryToReach(served, await openShopper(served.url), [
      '300100000191',
      'laptop',
    ]);
    const ofNobodys = await tryToReach(served, await openShopper(served.url), [
      '300100000198',
      'laptop',
    ]);

    expect(ofForeign).toContain('没有查到');
    expect(ofForeign).toBe(ofNobodys);
  });
});
