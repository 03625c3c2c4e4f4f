import type { OrderCard } from '../src/api/cards.ts';
import type { Order, OrderItem } from '../src/commerce/order.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { AppError } from '../src/kernel/errors.ts';
import { orderFacts } from '../src/policy/order-facts.ts';
import type { Turn } from './turn.ts';

export interface OrderedGoods {
  readonly order: Order;
  readonly item: OrderItem;
}

/** The newest: what somebody wants to send back is among them. */
const mostListed = 50;
/** More than this nobody scrolls through; whoever looks for an older one sends its number. */
const mostShown = 12;

/** Whether orders are meant too that nobody has received yet. */
export function meansAnyOrder({ slots }: FormDefinition): boolean {
  const slot = slots.get('order_id');
  return slot?.type === 'order' && slot.any === true;
}

/**
 * Goods that can have been received, or all where the form means any order; those that fit what was said first.
 * `down`: the order system does not answer.
 */
export async function listOrders(
  turn: Turn,
  state: FormState,
  form: FormDefinition,
): Promise<readonly OrderedGoods[] | 'down'> {
  const orders = await ordersOf(turn);
  if (orders === 'down') return 'down';
  const goods = orders
    .filter(({ status }) => meansAnyOrder(form) || isOnItsWay(status))
    .flatMap((order) => order.items.map((item) => ({ order, item })));
  return goods
    .map((one) => ({ one, fit: fitOf(one, state) }))
    .toSorted((a, b) => b.fit - a.fit || b.one.order.placedAt - a.one.order.placedAt)
    .map(({ one }) => one);
}

/** Bought, and not cancelled: it is there, or will be. */
function isOnItsWay(status: Order['status']): boolean {
  return status !== 'unpaid' && status !== 'cancelled' && status !== 'paid';
}

/** The shopper's newest orders; a guest has none. */
export async function ordersOf(turn: Turn): Promise<readonly Order[] | 'down'> {
  if (turn.orders === null) return [];
  const page = await askOrders(turn, turn.orders.list({ limit: mostListed }));
  return page === 'down' ? 'down' : page.orders;
}

/** The order of that number, if it is theirs. */
export async function findOrder(turn: Turn, orderId: string): Promise<Order | null | 'down'> {
  return turn.orders === null ? null : askOrders(turn, turn.orders.find(orderId));
}

/** An order system that is slow, down or talks nonsense costs the shopper one sentence, not the dialog. */
export async function askOrders<T>(turn: Turn, call: Promise<T>): Promise<T | 'down'> {
  try {
    return await call;
  } catch (error) {
    if (!isOrdersTrouble(error)) throw error;
    turn.logger.warn({ err: error, conversationId: turn.conversationId }, 'orders not available');
    return 'down';
  }
}

function isOrdersTrouble(error: unknown): boolean {
  return error instanceof AppError && ['ORDERS_DOWN', 'ORDERS_BROKEN'].includes(error.code);
}

/** How much of what the shopper has said is true of the goods. */
function fitOf({ order, item }: OrderedGoods, { slots }: FormState): number {
  const told = ['receipt_date', 'product_category'].filter((slot) => slots[slot] !== undefined);
  if (told.length === 0) return 0;
  const facts = orderFacts(order, item);
  return told.filter((slot) => slots[slot]?.value === facts[slot]).length;
}

/** What a card stands for when it is tapped, and what a form notes of it; `namedOrder` reads it. */
export function goodsId({ order, item }: OrderedGoods): string {
  return `${order.orderId}:${item.itemId}`;
}

export function orderCards(turn: Turn, goods: readonly OrderedGoods[]): readonly OrderCard[] {
  return goods.slice(0, mostShown).map((one) => orderCard(turn, one));
}

function orderCard(turn: Turn, { order, item }: OrderedGoods): OrderCard {
  const { orderId, placedAt, status, seller } = order;
  return {
    value: goodsId({ order, item }),
    label: `${item.title}（订单${orderId}）`,
    orderId,
    itemId: item.itemId,
    title: item.title,
    quantity: item.quantity,
    placedAt: new Date(placedAt).toISOString(),
    status: turn.sentence(`order.status.${status}`),
    seller: seller.type === 'self' ? turn.sentence('order.self') : seller.name,
    paidFen: item.paidFen ?? null,
  };
}
