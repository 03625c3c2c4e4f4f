import { signedShopper } from './conversation-stage.ts';
import { type WireOrder, wireOrder } from './order-server.ts';
import type { Scene } from './scene.ts';

/** What the order system has in the conversations of `knowledge/conversations/`, which begin on 25 November 2026. */
export function stockOrders({ orders }: Pick<Scene, 'orders'>): void {
  orders?.put(...stock);
}

const shirt = { itemId: 'i1', title: '棉麻衬衫', category: 'clothing', quantity: 1 };
const onDay = (day: string) => `2026-11-${day}T12:00:00+08:00`;
const signedOn = (day: string) => ({
  trackingNo: `yq-${day}`,
  carrier: '云雀速递',
  status: 'signed',
  shippedAt: onDay('18'),
  signedAt: onDay(day),
});

const stock: readonly WireOrder[] = [
  wireOrder({ orderId: '100200300401', shopperId: signedShopper }),
  wireOrder({ orderId: '100200300999', shopperId: 'm-2002' }),
  // A clock that goes wrong: signed, completed and placed on days that have not come.
  wireOrder({ orderId: '100200300402', items: [shirt], shipments: [signedOn('26')] }),
  wireOrder({
    orderId: '100200300403',
    items: [{ ...shirt, title: '羊绒围巾', marks: ['fake_four'], paidFen: 39_900 }],
    completedAt: onDay('28'),
    shipments: [signedOn('20')],
  }),
  wireOrder({
    orderId: '100200300404',
    placedAt: onDay('26'),
    items: [{ ...shirt, title: '羽绒马甲', marks: ['price_protect_30'], paidFen: 19_900 }],
  }),
  // The law's excluded kinds are told by the shopper, confirmations by the order.
  wireOrder({
    orderId: '100200300406',
    items: [
      { ...shirt, title: '实木凳子', category: 'furniture', noReturnConfirmedAtPurchase: true },
    ],
    shipments: [signedOn('23')],
  }),
  wireOrder({ orderId: '100200300407', status: 'unpaid' }),
  wireOrder({ orderId: '100200300408', status: 'cancelled' }),
  withService('submitted'),
];

/** The order whose return is under way in the shop's own system, as far as that. */
export function withService(status: string): WireOrder {
  const request = {
    serviceId: 'TH-8801',
    kind: 'return_goods',
    status,
    openedAt: onDay('22'),
    updatedAt: onDay('24'),
    ...(status === 'refunded' && { refundFen: 25_900 }),
  };
  return wireOrder({
    orderId: '100200300405',
    items: [{ ...shirt, title: '灯芯绒长裤' }],
    freightInsurance: { insured: true, payer: 'seller', standardFen: 1_000 },
    shipments: [signedOn('20')],
    serviceRequests: [request],
  });
}
