import type { TurnContext } from 'botbuilder-core';
import type { Order, Shipment } from '../src/commerce/order.ts';
import { sharesWord } from './goods-in-words.ts';
import { offerPerson, say } from './say.ts';
import { momentInWords } from './shop-time.ts';
import { findOrder, ordersOf } from './shopper-orders.ts';
import { type Turn, turnOf } from './turn.ts';

/** Whoever waits for many parcels is told of the newest. */
const mostTold = 3;

/** Tells where orders are, as the order system knows it: the one of a number, those of goods named, or all on their way. */
export async function sayOrders(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  const orders = await ordersMeant(turn);
  if (typeof orders === 'string') return offerPerson(context, `order.told.${orders}`);
  const newest = orders.slice(0, mostTold);
  const told = newest.map((order) => orderInWords(turn, order));
  const track = newest.some(isSent) ? turn.sentence('order.told.track') : '';
  await say(context, [...told, track + turn.sentence('order.told.more')].join('\n'));
}

async function ordersMeant(
  turn: Turn,
): Promise<readonly Order[] | 'guest' | 'down' | 'none' | 'not-found'> {
  if (turn.orders === null) return 'guest';
  const number = turn.said.interpretation.entities.find(({ type }) => type === 'order_id');
  if (number) {
    const order = await findOrder(turn, String(number.value));
    return order === null ? 'not-found' : order === 'down' ? 'down' : [order];
  }
  const orders = await ordersOf(turn);
  if (orders === 'down') return 'down';
  const waiting = orders.filter(isWaitedFor);
  const named = ofNamedGoods(turn, waiting);
  const meant = named.length > 0 ? named : ofNamedGoods(turn, orders);
  const found = meant.length > 0 ? meant : asAsked(turn, waiting);
  return found.length > 0 ? found : 'none';
}

function ofNamedGoods({ said }: Turn, orders: readonly Order[]): readonly Order[] {
  return orders.filter(({ items }) => items.some(({ title }) => sharesWord(title, said.text)));
}

const isSent = ({ shipments }: Order) => shipments.length > 0;

/** 到哪了 asks for what is on its way before what is not sent yet, 什么时候发货 the other way round. */
function asAsked({ said }: Turn, orders: readonly Order[]): readonly Order[] {
  const isFirst = (order: Order) => isSent(order) !== /发货/u.test(said.text);
  return orders.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)));
}

/** Paid for, and not signed for yet. */
function isWaitedFor(order: Order): boolean {
  const { status, shipments } = order;
  if (status === 'paid' || status === 'shipped') return true;
  const isSigned = shipments.some(({ signedAt }) => signedAt !== undefined);
  return status === 'delivered' && isSent(order) && !isSigned;
}

function orderInWords(turn: Turn, order: Order): string {
  const { items, orderId, shipments } = order;
  const title = items.map((item) => item.title).join('、');
  const parcels = shipments.map((shipment) => parcelInWords(turn, shipment)).join('；');
  const told = turn.sentence('order.told', { title, orderId, status: statusInWords(turn, order) });
  return parcels === '' ? told : `${told}${parcels}。`;
}

/** At the door or the pick-up point is not signed for. */
function statusInWords(turn: Turn, order: Order): string {
  const isAtTheDoor = order.status === 'delivered' && isWaitedFor(order);
  return turn.sentence(isAtTheDoor ? 'order.told.arrived' : `order.status.${order.status}`);
}

function parcelInWords({ sentence }: Turn, shipment: Shipment): string {
  const { carrier, trackingNo, shippedAt, signedAt, signedBy } = shipment;
  const words = [sentence('order.told.parcel', { carrier, trackingNo })];
  if (shippedAt !== undefined)
    words.push(sentence('order.told.shipped', { moment: momentInWords(shippedAt) }));
  if (signedAt !== undefined)
    words.push(sentence('order.told.signed', { moment: momentInWords(signedAt) }));
  if (signedAt !== undefined && signedBy !== undefined)
    words.push(sentence('order.told.signed-by', { name: signedBy }));
  return words.join('');
}
