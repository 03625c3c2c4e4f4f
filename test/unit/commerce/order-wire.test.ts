import { describe, expect, test } from 'vitest';
import { orderPageWire, orderWire } from '../../../src/commerce/order-wire.ts';
import { wireOrder } from '../../support/order-server.ts';

describe('an order as the order system sends it', () => {
  test('times become epoch milliseconds, and fields nobody knows are passed over', () => {
    const order = orderWire.parse(wireOrder({ placedAt: '2026-11-01T10:00:00+08:00', colour: 7 }));

    expect(order.placedAt).toBe(Date.parse('2026-11-01T02:00:00Z'));
    expect(order).not.toHaveProperty('colour');
  });

  test.each([
    ['paidFen', -1],
    ['paidFen', '100'],
    ['freightFen', 0.5],
    ['invoiced', 'yes'],
    ['freightInsurance', { insured: 'maybe' }],
    ['paidFen', null],
    ['invoiced', undefined],
  ])('an optional %s of %j is unknown', (field, value) => {
    const order = orderWire.parse(wireOrder({ [field]: value }));

    expect(order).toHaveProperty('orderId');
    expect(order[field as 'paidFen']).toBeUndefined();
  });

  test.each([
    ['orderId', 5],
    ['shopperId', ''],
    ['placedAt', '2026-11-01'],
    ['placedAt', '2026-11-01T10:00:00'],
    ['status', 'lost'],
    ['seller', { id: 's1', name: '青禾服饰' }],
    ['items', null],
    ['items', [{ itemId: 'i1', title: '棉麻衬衫', quantity: 0 }]],
  ])('a required %s of %j makes the order unreadable', (field, value) => {
    expect(orderWire.safeParse(wireOrder({ [field]: value })).success).toBe(false);
  });

  test('whether return was excluded at purchase is told, and never concluded from silence', () => {
    const item = { itemId: 'i1', title: '银镯', quantity: 1 };
    const { items } = orderWire.parse(
      wireOrder({
        items: [
          item,
          { ...item, noReturnConfirmedAtPurchase: false },
          { ...item, noReturnConfirmedAtPurchase: true },
        ],
      }),
    );

    expect(items.map((one) => one.noReturnConfirmedAtPurchase)).toEqual([undefined, false, true]);
  });

  test('of lists, what can be read is kept', () => {
    const parcel = { trackingNo: 'T1', carrier: '飞马快运', status: '已签收' };
    const order = orderWire.parse(
      wireOrder({
        items: [{ itemId: 'i1', title: '衬衫', quantity: 1, marks: ['no_reason_7', 'shiny', 4] }],
        shipments: [{ ...parcel, signedAt: 'yesterday' }, 'parcel', { trackingNo: 'T2' }],
        serviceRequests: 'none',
      }),
    );

    expect(order.items[0]?.marks).toEqual(['no_reason_7']);
    expect(order.shipments).toEqual([{ ...parcel, signedAt: undefined }]);
    expect(order.serviceRequests).toEqual([]);
  });

  test('a title without end is cut, between two characters', () => {
    const title = '🧥'.repeat(1_000);
    const { items } = orderWire.parse(wireOrder({ items: [{ itemId: 'i1', title, quantity: 1 }] }));

    expect(items[0]?.title).toBe('🧥'.repeat(200));
  });
});

test('a cursor that is none ends the list', () => {
  expect(orderPageWire.parse({ orders: [], next: 5 }).next).toBeUndefined();
});
