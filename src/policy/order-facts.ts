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
    ...insuranceOf(order),
    return_stage: returnStageOf(order),
    purchase_date: dayOf(order.placedAt),
    completion_date: order.completedAt === undefined ? undefined : dayOf(order.completedAt),
    ...promisesOf(item),
    stated_weight_mg: statedWeightOf(item),
    quantity: item.quantity,
    paid_fen: goodsPaidFen(order, item),
    order_paid_fen: order.paidFen,
  };
}

function insuranceOf({ freightInsurance: insurance }: Order): Facts {
  return {
    insured: insurance?.insured,
    insurance_claim: insurance?.claim?.status,
    freight_standard_fen: insurance?.standardFen,
    insurance_paid_fen: insurance?.claim?.paidFen,
  };
}

const returnStages = {
  submitted: 'not_approved',
  reviewing: 'not_approved',
  approved: 'approved',
  picking_up: 'shipped',
  returning: 'shipped',
  received: 'received',
  refunding: 'received',
  refunded: 'completed',
  completed: 'completed',
} as const;

/** How far the order's latest return or exchange is; an order system may use words of its own, which tell nothing here. */
function returnStageOf({ serviceRequests }: Order): string | undefined {
  const latest = serviceRequests
    .filter(({ kind }) => kind === 'return_goods' || kind === 'exchange_goods')
    .toSorted((a, b) => (a.openedAt ?? 0) - (b.openedAt ?? 0))
    .at(-1);
  return Object.entries(returnStages).find(([status]) => status === latest?.status)?.[1];
}

/** 定作: what a title calls made to order; whoever bought it can still say otherwise. */
const madeToOrder = /定制|定做|订制|订做|量身|按(?:尺寸|图纸|要求)|绣名|刻字/;

/** Goods that the shop itself marks for the return without a reason are none of the law's excluded kinds. */
function specialKindOf({ marks, title }: OrderItem): string | undefined {
  if (marks.includes('no_reason_7')) return 'none';
  return madeToOrder.test(title) ? 'custom_made' : undefined;
}

/** 足金投资金条 10 克: what gold is sold as. */
function statedWeightOf({ category, title }: OrderItem): number | undefined {
  if (category !== 'gold') return undefined;
  const grams = /(\d{1,4}(?:\.\d{1,3})?) ?(?:克|g(?![a-z]))/iu.exec(title)?.[1];
  return grams === undefined ? undefined : Math.round(Number(grams) * 1_000);
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
