import { expect, test } from 'vitest';
import { createDemoOrderGateway } from '../../../src/commerce/demo-order-gateway.ts';
import { notingNames } from '../../../src/commerce/order-names.ts';
import { createOrdersOf } from '../../../src/commerce/shopper-orders.ts';
import { createDocumentMap } from '../../support/document-map.ts';
import { shopper } from '../../support/store-builders.ts';

const shopperId = shopper('visitor:1');

function ordersOf(names: Set<string>) {
  const clock = { now: () => Date.parse('2026-03-02T10:00:00+08:00') };
  const gateway = createDemoOrderGateway({ documents: createDocumentMap(), clock });
  const orders = createOrdersOf(gateway)({ shopperId, kind: 'demo' });
  if (orders === null) throw new Error('no orders');
  return notingNames(orders, names);
}

test('what orders call their goods, sellers and parcels is noted as they are read', async () => {
  const names = new Set<string>();
  const orders = ordersOf(names);

  expect(names.size).toBe(0);
  const { orders: listed } = await orders.list({ limit: 50 });

  for (const { items, seller, shipments } of listed) {
    for (const { title } of items) expect(names).toContain(title);
    for (const { trackingNo } of shipments) expect(names).toContain(trackingNo);
    expect(names).toContain(seller.name);
  }
  expect(names).not.toContain('');
});

test('so is an order that is looked up, and nothing of one that is not there', async () => {
  const { orders } = await ordersOf(new Set()).list({ limit: 1 });
  const orderId = orders[0]?.orderId ?? '';
  const names = new Set<string>();
  const again = ordersOf(names);

  expect(await again.find('999999999999')).toBeNull();
  expect(names.size).toBe(0);
  await again.find(orderId);

  expect(names).toContain(orders[0]?.items[0]?.title);
});
