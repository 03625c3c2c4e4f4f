import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoOrderId } from '../../../src/commerce/date-demo-order.ts';
import { createDemoOrderGateway } from '../../../src/commerce/demo-order-gateway.ts';
import type { Order } from '../../../src/commerce/order.ts';
import { productCategories } from '../../../src/nlu/entity.ts';
import { shopper } from '../../support/store-builders.ts';
import { openTempStore } from '../../support/store-sqlite.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const asker = shopper('visitor:1');
const neighbour = shopper('visitor:2');

let temp: Awaited<ReturnType<typeof openTempStore>>;

beforeEach(async () => {
  temp = await openTempStore();
});

afterEach(() => temp.close());

function gateway() {
  return createDemoOrderGateway({ documents: temp.store, clock: { now: temp.now } });
}

async function allOrders(): Promise<readonly Order[]> {
  return (await gateway().listOrders(asker, { limit: 50 })).orders;
}

/** Days between two moments in the shop's calendar. */
function daysBetween(from: number, to: number): number {
  const day = (ms: number) => Math.floor((ms + 8 * 60 * 60 * 1_000) / dayMs);
  return day(to) - day(from);
}

/** The moments of each of its parcels and requests, in the order they must have. */
function waysOf({ placedAt, shipments, serviceRequests }: Order): readonly number[][] {
  const ways = [
    ...shipments.map((one) => [placedAt, one.shippedAt, one.deliveredAt, one.signedAt]),
    ...serviceRequests.map((one) => [placedAt, one.openedAt, one.updatedAt]),
    [placedAt],
  ];
  return ways.map((way) => way.filter((moment) => moment !== undefined));
}

function isAscending(moments: readonly number[]): boolean {
  return moments.every((moment, index) => index === 0 || (moments[index - 1] ?? 0) <= moment);
}

const request = {
  shopperId: asker,
  caseId: 'C1',
  kind: 'return_goods',
  orderId: demoOrderId(2),
  itemIds: ['shirt'],
  facts: {},
  decisionId: 'd1',
};

describe('what there is to try', () => {
  test('every status, category and mark, each kind of seller, insured and not, confirmed and not', async () => {
    const orders = await allOrders();
    const items = orders.flatMap((order) => order.items);
    const distinct = <T>(values: readonly T[]) => [...new Set(values)].sort();

    expect(orders.length).toBeGreaterThanOrEqual(40);
    expect(distinct(items.map(({ category }) => category))).toEqual([...productCategories].sort());
    expect(distinct(orders.map(({ status }) => status))).toEqual([
      'cancelled',
      'completed',
      'delivered',
      'paid',
      'shipped',
      'unpaid',
    ]);
    expect(distinct(items.flatMap(({ marks }) => marks))).toHaveLength(7);
    expect(distinct(orders.map(({ seller }) => seller.type))).toEqual(['self', 'third_party']);
    expect(distinct(orders.map((order) => order.freightInsurance?.payer ?? '-'))).toEqual([
      '-',
      'seller',
      'shopper',
    ]);
    const confirmed = new Set(items.map((item) => item.noReturnConfirmedAtPurchase));
    expect(confirmed).toEqual(new Set([true, false, undefined]));
    expect(orders.some((order) => order.items.length > 1)).toBe(true);
  });

  test('parcels signed around the ends of the usual periods, and one that nobody has signed', async () => {
    const shipments = (await allOrders()).flatMap((order) => order.shipments);
    const signedAgo = shipments.flatMap(({ signedAt }) =>
      signedAt === undefined ? [] : [daysBetween(signedAt, temp.now())],
    );

    expect(signedAgo).toEqual(expect.arrayContaining([1, 6, 7, 8, 15, 16]));
    expect(shipments.some((one) => one.deliveredAt && !one.signedAt)).toBe(true);
  });

  test('numbers are twelve digits, and no two orders share one', async () => {
    const numbers = (await allOrders()).map(({ orderId }) => orderId);

    expect(numbers.filter((number) => !/^\d{12}$/.test(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('nothing lies in the future or happens before what must come first, at any hour of the day', async () => {
    for (let hour = 0; hour < 24; hour++) {
      const asked = shopper(`visitor:at-${hour}`);
      const { orders } = await gateway().listOrders(asked, { limit: 50 });

      const disordered = orders.flatMap(waysOf).filter((way) => !isAscending([...way, temp.now()]));
      expect(disordered).toEqual([]);
      await temp.advance(60 * 60 * 1_000);
    }
  });

  test('what was paid is the sum of the goods and the freight', async () => {
    const paid = (await allOrders()).filter(
      ({ status }) => status !== 'unpaid' && status !== 'cancelled',
    );

    for (const { items, paidFen, freightFen = 0 } of paid)
      expect(items.reduce((sum, item) => sum + (item.paidFen ?? 0), freightFen)).toBe(paidFen);
  });
});

describe('whose they are', () => {
  test('everybody sees them as their own', async () => {
    const seen = await gateway().findOrder(neighbour, demoOrderId(1));

    expect(seen?.shopperId).toBe(neighbour);
  });

  test.each([91, 92])(
    'order %i is of another shopper and looks as if it did not exist',
    async (number) => {
      expect(await gateway().findOrder(asker, demoOrderId(number))).toBeNull();
      expect((await allOrders()).map(({ orderId }) => orderId)).not.toContain(demoOrderId(number));
    },
  );
});

test('pages cover the list, newest first, without gap or repetition', async () => {
  const all = await allOrders();
  const seen: Order[] = [];
  let before: string | undefined;
  do {
    const page = await gateway().listOrders(asker, {
      limit: 7,
      ...(before === undefined ? {} : { before }),
    });
    seen.push(...page.orders);
    before = page.next;
  } while (before !== undefined);

  expect(seen).toEqual(all);
  const placed = seen.map(({ placedAt }) => placedAt);
  expect(placed).toEqual([...placed].sort((a, b) => b - a));
});

describe('an order that is talked about', () => {
  test('keeps its dates over days and a restart', async () => {
    const before = await gateway().findOrder(asker, demoOrderId(4));
    await temp.advance(2 * dayMs);
    await temp.reopen();

    expect(await gateway().findOrder(asker, demoOrderId(4))).toEqual(before);
  });

  test('is dated anew for a shopper who comes back after a month', async () => {
    await gateway().findOrder(asker, demoOrderId(1));
    await temp.advance(31 * dayMs);
    const order = await gateway().findOrder(asker, demoOrderId(1));

    expect(daysBetween(order?.shipments[0]?.signedAt ?? 0, temp.now())).toBe(1);
  });

  test('has the same dates for two looks at the same time', async () => {
    const [one, other] = await Promise.all([
      gateway().findOrder(asker, demoOrderId(1)),
      gateway().findOrder(asker, demoOrderId(1)),
    ]);

    expect(one).toEqual(other);
  });
});

describe('a service request', () => {
  test('shows in its order, for its shopper only, also after a restart', async () => {
    const { serviceId } = await gateway().requestService(request, 'c:7:1');
    await temp.reopen();

    const own = await gateway().findOrder(asker, request.orderId);
    const others = await gateway().findOrder(neighbour, request.orderId);
    expect(own?.serviceRequests).toMatchObject([{ serviceId, kind: 'return_goods' }]);
    expect(others?.serviceRequests).toEqual([]);
  });

  test('with the same key is the same one, with another key another', async () => {
    const first = await gateway().requestService(request, 'c:7:1');
    await temp.advance(1_000);
    const again = await gateway().requestService(request, 'c:7:1');
    const other = await gateway().requestService(request, 'c:9:1');

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    const order = await gateway().findOrder(asker, request.orderId);
    expect(order?.serviceRequests).toHaveLength(2);
  });

  test('for an order that is not theirs is refused', async () => {
    const foreign = { ...request, orderId: demoOrderId(91) };

    await expect(gateway().requestService(foreign, 'c:7:1')).rejects.toMatchObject({
      code: 'ORDERS_BROKEN',
    });
  });
});

describe('the price of today', () => {
  test.each([
    ['phone', 309_900],
    ['coat', 69_900],
  ])('of %s is %i fen', async (itemId, priceFen) => {
    expect(await gateway().priceOf(itemId)).toEqual({ priceFen, asOf: temp.now() });
  });

  test.each(['leash', 'unheard-of', 'constructor'])('of %s is not there', async (itemId) => {
    expect(await gateway().priceOf(itemId)).toBeNull();
  });
});
