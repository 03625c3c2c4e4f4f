import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { OrderSystemLimits } from '../../../src/commerce/call-order-system.ts';
import { createHttpOrderGateway } from '../../../src/commerce/http-order-gateway.ts';
import { createOrdersOf } from '../../../src/commerce/shopper-orders.ts';
import {
  type OrderFault,
  type OrderServer,
  startOrderServer,
  wireOrder,
} from '../../support/order-server.ts';
import { recordLog } from '../../support/record-log.ts';
import { shopper } from '../../support/store-builders.ts';

const asker = shopper('m-1001');
const other = shopper('m-2002');
const mine = '100200300401';
const theirs = '100200300402';
/** For answers that never come; the question itself must get there. */
const quick: Partial<OrderSystemLimits> = { callMs: 800, patienceMs: 2_000 };
/** For answers that come, on a busy machine as well. */
const patient: Partial<OrderSystemLimits> = { callMs: 30_000, patienceMs: 60_000 };

let server: OrderServer;

beforeEach(async () => {
  server = await startOrderServer([
    wireOrder({ orderId: mine }),
    wireOrder({ orderId: theirs, shopperId: other }),
  ]);
});

afterEach(() => server.close());

function connect(limits: Partial<OrderSystemLimits> = patient) {
  const { logger, lines } = recordLog();
  const { url, token } = server;
  return { gateway: createHttpOrderGateway({ url, token, limits, logger }), lines };
}

const request = {
  shopperId: asker,
  caseId: 'C1',
  kind: 'return_goods',
  orderId: mine,
  itemIds: ['i1'],
  facts: { reason: 'no_reason' },
  decisionId: 'd1',
};

describe('whose orders they are', () => {
  test('a shopper finds an order of their own', async () => {
    expect(await connect().gateway.findOrder(asker, mine)).toMatchObject({ orderId: mine });
  });

  test("another shopper's order looks like one that does not exist", async () => {
    const { gateway } = connect();

    expect(await gateway.findOrder(asker, theirs)).toBeNull();
    expect(await gateway.findOrder(asker, '999999999999')).toBeNull();
  });

  test('an order system that mixes up its shoppers shows nobody anything', async () => {
    server.fault = 'wrong-shopper';
    const { gateway, lines } = connect();

    expect(await gateway.findOrder(asker, mine)).toBeNull();
    expect(await gateway.listOrders(asker, { limit: 10 })).toEqual({ orders: [] });
    expect(lines.map(({ level }) => level)).toEqual(['warn']);
  });

  test('a guest cannot even ask', async () => {
    const ordersOf = createOrdersOf(connect().gateway);

    expect(ordersOf({ shopperId: asker, kind: 'guest' })).toBeNull();
    expect(ordersOf(null)).toBeNull();
    expect(server.asked).toBe(0);
  });

  test('who is signed sees their own and no other', async () => {
    const orders = createOrdersOf(connect().gateway)({ shopperId: asker, kind: 'signed' });

    expect((await orders?.list({ limit: 10 }))?.orders.map(({ orderId }) => orderId)).toEqual([
      mine,
    ]);
    expect(await orders?.find(theirs)).toBeNull();
  });
});

describe('ids from outside', () => {
  test.each(['', '.', '..', '\ud800', 'x'.repeat(129)])('%j is not even asked for', async (id) => {
    const { gateway } = connect();

    expect(await gateway.findOrder(asker, id)).toBeNull();
    expect(await gateway.priceOf(id)).toBeNull();
    expect(server.asked).toBe(0);
  });

  test.each(['.', '..', '\ud800'])(
    'the orders of a shopper named %j are nobody’s',
    async (name) => {
      const { gateway } = connect();

      expect(await gateway.listOrders(shopper(name), { limit: 1 })).toEqual({ orders: [] });
      expect(server.asked).toBe(0);
    },
  );

  test.each(['../orders/1', 'a/b', 'a?b=c', '订单 1'])('%s stays one segment', async (orderId) => {
    server.put(wireOrder({ orderId }));

    expect(await connect().gateway.findOrder(asker, orderId)).toMatchObject({ orderId });
  });
});

test('a list goes on where it stopped', async () => {
  const numbers = ['100200300411', '100200300412', '100200300413'];
  server.put(...numbers.map((orderId) => wireOrder({ orderId, shopperId: 'm-3003' })));
  const { gateway } = connect();

  const first = await gateway.listOrders(shopper('m-3003'), { limit: 2 });
  const second = await gateway.listOrders(shopper('m-3003'), {
    limit: 2,
    before: first.next ?? 'nowhere',
  });

  const seen = [...first.orders, ...second.orders].map(({ orderId }) => orderId);
  expect(seen).toEqual(numbers);
  expect(second).not.toHaveProperty('next');
});

test('a price is told with its moment', async () => {
  expect(await connect().gateway.priceOf('i1')).toEqual({
    priceFen: 9_900,
    asOf: Date.parse('2026-11-11T08:00:00+08:00'),
  });
});

describe('a service request', () => {
  test('the same key gets the same answer, and the shopper is not named', async () => {
    const { gateway } = connect();

    const first = await gateway.requestService(request, 'c:7:1');
    const again = await gateway.requestService(request, 'c:7:1');

    expect(again).toEqual(first);
    const { shopperId: _, ...sent } = request;
    expect(server.deliveries).toEqual([
      { key: 'c:7:1', body: sent },
      { key: 'c:7:1', body: sent },
    ]);
  });

  test('is not repeated by the gateway: that is for the holder of the key', async () => {
    server.fault = 'answer-lost';

    await expect(connect().gateway.requestService(request, 'c:7:1')).rejects.toMatchObject({
      code: 'ORDERS_DOWN',
    });
    expect(server.deliveries).toHaveLength(1);
  });
});

describe('an order system in trouble', () => {
  const troubles: readonly (readonly [OrderFault, string])[] = [
    ['slow', 'ORDERS_DOWN'],
    ['error', 'ORDERS_DOWN'],
    ['reset', 'ORDERS_DOWN'],
    ['malformed', 'ORDERS_BROKEN'],
    ['wrong-types', 'ORDERS_BROKEN'],
    ['huge', 'ORDERS_BROKEN'],
    ['redirect', 'ORDERS_BROKEN'],
  ];

  test.each(troubles)('%s is told as %s by every call', async (fault, code) => {
    server.fault = fault;
    const { gateway } = connect({ ...(fault === 'slow' ? quick : patient), failures: 100 });

    await expect(gateway.listOrders(asker, { limit: 5 })).rejects.toMatchObject({ code });
    await expect(gateway.findOrder(asker, mine)).rejects.toMatchObject({ code });
    await expect(gateway.priceOf('i1')).rejects.toMatchObject({ code });
    await expect(gateway.requestService(request, 'k')).rejects.toMatchObject({ code });
  });

  test('a wrong token is named as such', async () => {
    const { logger } = recordLog();
    const gateway = createHttpOrderGateway({ url: server.url, token: 'stale', logger });

    await expect(gateway.findOrder(asker, mine)).rejects.toThrow('ORDERS_TOKEN');
  });

  test('nobody listening is ORDERS_DOWN', async () => {
    await server.close();

    await expect(connect().gateway.findOrder(asker, mine)).rejects.toMatchObject({
      code: 'ORDERS_DOWN',
    });
  });

  test('a call that fails quickly is repeated, a slow one is not', async () => {
    const often = { failures: 100, repetitions: 2 };
    server.fault = 'error';
    const failing = connect({ ...patient, ...often }).gateway;
    await expect(failing.findOrder(asker, mine)).rejects.toThrow('500');
    const afterError = server.asked;
    server.fault = 'slow';
    const waiting = connect({ ...quick, ...often }).gateway;
    await expect(waiting.findOrder(asker, mine)).rejects.toThrow('timed out');

    expect(afterError).toBe(3);
    expect(server.asked).toBe(4);
  });

  test('slow answers end by timeout, open the circuit for everybody, and the system is found again', async () => {
    // The circuit rests by the clock of the machine: here it stands still until it is moved.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const restMs = 60_000;
    const { gateway } = connect({ ...quick, failures: 3, restMs });
    server.fault = 'slow';
    for (let call = 0; call < 3; call++)
      await expect(gateway.findOrder(asker, mine)).rejects.toThrow('timed out');
    const askedBefore = server.asked;

    await expect(gateway.findOrder(other, theirs)).rejects.toMatchObject({ code: 'ORDERS_DOWN' });

    expect(server.asked).toBe(askedBefore);
    server.fault = null;
    await expect
      .poll(() => {
        vi.setSystemTime(Date.now() + restMs);
        return gateway.findOrder(asker, mine).catch(() => null);
      })
      .toMatchObject({ orderId: mine });
  });

  test('what an order holds is never quoted in an error', async () => {
    server.put(wireOrder({ orderId: mine, status: '只说给您听' }));
    const failure = await connect()
      .gateway.findOrder(asker, mine)
      .catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'ORDERS_BROKEN' });
    expect(String(failure)).toContain('status');
    expect(String(failure)).not.toContain('只说给您听');
    expect(String(failure)).not.toContain(mine);
  });
});
