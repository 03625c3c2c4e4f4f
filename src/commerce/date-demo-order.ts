import { type DemoGoods, type DemoGoodsName, demoGoods, demoShops } from './demo-goods.ts';
import type { DemoOrder } from './demo-orders.ts';
import type { Order, OrderItem, ServiceRequest, Shipment } from './order.ts';

const dayMs = 24 * 60 * 60 * 1_000;
/** The shop's calendar is that of Asia/Shanghai, which knows no summer time. */
const zoneMs = 8 * 60 * 60 * 1_000;

/** Hours of the day at which things happen, so that a day holds them in their order. */
const hours = {
  placed: 9,
  updated: 11,
  shipped: 15,
  arrived: 16,
  signed: 18,
  completed: 20,
} as const;

/** `300100000107`: twelve digits, so that nobody takes it for a telephone or card number. */
export function demoOrderId(number: number): string {
  return String(300_100_000_100 + number);
}

/** The order as it looks to a shopper who first looked at `since` (epoch ms). */
export function dateDemoOrder(demo: DemoOrder, shopperId: string, since: number): Order {
  const orderId = demoOrderId(demo.number);
  const at = (days: number, hour: number) => momentOf(since, days, hour);
  const items = demo.goods.map((name) => itemOf(name, demo.quantity ?? 1));
  const freightFen = demo.freightFen ?? 0;
  const isPaid = demo.progress.is !== 'unpaid' && demo.progress.is !== 'cancelled';
  const goodsFen = items.reduce((sum, item) => sum + item.paidFen, 0);
  return {
    orderId,
    shopperId,
    placedAt: at(placedOf(demo), hours.placed),
    completedAt:
      demo.progress.is === 'completed' ? at(demo.progress.signed, hours.completed) : undefined,
    status: demo.progress.is === 'signed' ? 'delivered' : demo.progress.is,
    seller: { id: demo.shop, ...demoShops[demo.shop] },
    items,
    paidFen: isPaid ? goodsFen + freightFen : 0,
    freightFen,
    invoiced: demo.invoiced,
    freightInsurance: insuranceOf(demo),
    shipments: shipmentsOf(demo, at),
    serviceRequests: requestsOf(demo, at),
  };
}

type At = (days: number, hour: number) => number;

/** That hour of that day; as the youngest day is yesterday, never later than `since`. */
function momentOf(since: number, days: number, hour: number): number {
  const midnight = Math.floor((since + zoneMs) / dayMs) * dayMs - zoneMs;
  return midnight - days * dayMs + hour * (dayMs / 24);
}

function itemOf(name: DemoGoodsName, quantity: number): OrderItem & { readonly paidFen: number } {
  const goods: DemoGoods = demoGoods[name];
  return {
    itemId: name,
    title: goods.title,
    category: goods.category,
    quantity,
    unitPriceFen: goods.priceFen,
    paidFen: goods.priceFen * quantity,
    marks: goods.marks,
    noReturnConfirmedAtPurchase: goods.noReturnConfirmed,
  };
}

function placedOf({ placed, progress }: DemoOrder): number {
  return placed ?? ('shipped' in progress ? progress.shipped + 1 : 1);
}

/** The scale of the demonstration's insurer. */
const oneWayFen = 1_000;

function insuranceOf({ insurance, freightClaim }: DemoOrder): Order['freightInsurance'] {
  if (insurance === undefined) return undefined;
  if (insurance === 'none') return { insured: false, payer: null };
  return { insured: true, payer: insurance, standardFen: oneWayFen, claim: freightClaim };
}

function shipmentsOf({ number, progress }: DemoOrder, at: At): readonly Shipment[] {
  if (!('shipped' in progress)) return [];
  const parcel = {
    trackingNo: `YQ${770_100_000_000 + number}`,
    carrier: number % 2 === 0 ? '云雀速递' : '白鹭快运',
    shippedAt: at(progress.shipped, hours.shipped),
  };
  const nobody = { signedAt: undefined, signedBy: undefined };
  switch (progress.is) {
    case 'shipped':
      return [{ ...parcel, status: '运输中', deliveredAt: undefined, ...nobody }];
    case 'delivered': {
      const deliveredAt = at(progress.arrived, hours.arrived);
      return [{ ...parcel, status: '已送达，待签收', deliveredAt, ...nobody }];
    }
    default: {
      const signedAt = at(progress.signed, hours.signed);
      const deliveredAt = at(progress.signed, hours.arrived);
      return [
        { ...parcel, status: '已签收', deliveredAt, signedAt, signedBy: progress.by ?? '本人' },
      ];
    }
  }
}

function requestsOf({ number, requests = [] }: DemoOrder, at: At): readonly ServiceRequest[] {
  return requests.map(({ kind, status, opened, updated, refundFen, returnTrackingNo }) => ({
    serviceId: `F${880_100_000_000 + number}`,
    kind,
    status,
    openedAt: at(opened, hours.updated),
    updatedAt: at(updated, hours.updated),
    refundFen,
    returnTrackingNo,
  }));
}
