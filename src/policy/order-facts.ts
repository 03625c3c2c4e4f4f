import type { Order, OrderItem } from '../commerce/order.ts';
import { dayOf } from './calendar.ts';
import type { Facts } from './decision.ts';
import { goodsPaidFen } from './money/order-amounts.ts';

/**
 * What an order tells a decision about one of its goods. The day of receipt is the day of signing (clauses
 * receipt-own-delivery, receipt-other-courier), else that of arrival; what the system does not say stays unknown.
 */
export function orderFacts(order: Order, item: OrderItem): Facts {
  const receivedAt = receiptOf(order);
  return {
    seller_type: order.seller.type,
    product_category: item.category,
    receipt_date: receivedAt === undefined ? undefined : dayOf(receivedAt),
    no_return_confirmed_at_purchase: item.noReturnConfirmedAtPurchase,
    special_kind: specialKindOf(item),
    insured: order.freightInsurance?.insured,
    purchase_date: dayOf(order.placedAt),
    ...promisesOf(item),
    quantity: item.quantity,
    paid_fen: goodsPaidFen(order, item),
    order_paid_fen: order.paidFen,
  };
}

/** 定作: what a title calls made to order; whoever bought it can still say otherwise. */
const madeToOrder = /定制|定做|订制|订做|量身|按(?:尺寸|图纸|要求)|绣名|刻字/;

/** Goods that the shop itself marks for the return without a reason are none of the law's excluded kinds. */
function specialKindOf({ marks, title }: OrderItem): string | undefined {
  if (marks.includes('no_reason_7')) return 'none';
  return madeToOrder.test(title) ? 'custom_made' : undefined;
}

/** What the shop's marks promise; of several for fakes the highest, since only one of them is owed. */
function promisesOf({ marks }: OrderItem): Facts {
  const compensation = (
    [
      ['ten', 'gold_ten'],
      ['four', 'fake_four'],
      ['three', 'fake_three'],
    ] as const
  ).find(([, mark]) => marks.includes(mark));
  return {
    marked_compensation: compensation?.[0] ?? 'none',
    marked_material: marks.includes('material_four'),
    marked_weight: marks.includes('weight_diff'),
    marked_price_protection: marks.includes('price_protect_30'),
  };
}

/** The latest parcel counts: until it has come, the order is not received. */
function receiptOf(order: Order): number | undefined {
  const times = order.shipments.map(({ signedAt, deliveredAt }) => signedAt ?? deliveredAt);
  const known = times.filter((time) => time !== undefined);
  return known.length === times.length && known.length > 0 ? Math.max(...known) : undefined;
}
