import type { Order, OrderItem } from '../commerce/order.ts';
import { dayOf } from './calendar.ts';
import type { Facts } from './decision.ts';

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
  };
}

/** 定作: what a title calls made to order; whoever bought it can still say otherwise. */
const madeToOrder = /定制|定做|订制|订做|量身|按(?:尺寸|图纸|要求)|绣名|刻字/;

/** Goods that the shop itself marks for the return without a reason are none of the law's excluded kinds. */
function specialKindOf({ marks, title }: OrderItem): string | undefined {
  if (marks.includes('no_reason_7')) return 'none';
  return madeToOrder.test(title) ? 'custom_made' : undefined;
}

/** The latest parcel counts: until it has come, the order is not received. */
function receiptOf(order: Order): number | undefined {
  const times = order.shipments.map(({ signedAt, deliveredAt }) => signedAt ?? deliveredAt);
  const known = times.filter((time) => time !== undefined);
  return known.length === times.length && known.length > 0 ? Math.max(...known) : undefined;
}
