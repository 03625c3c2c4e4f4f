import { pickChoice } from '../src/forms/pick-choice.ts';
import { sharesWord } from './goods-in-words.ts';
import type { OpenForm } from './open-form.ts';
import { goodsId, listOrders, type OrderedGoods } from './shopper-orders.ts';

/** An order, and which of its goods; `null`: the number says nothing of that. */
export interface NamedOrder {
  readonly orderId: string;
  readonly itemId: string | null;
}

/** Goods of which the message may mean each. */
export interface SeveralGoods {
  readonly several: readonly OrderedGoods[];
}

/** What the message names: a tapped card, one of the list, or a number in it. */
export async function namedOrder(open: OpenForm): Promise<NamedOrder | SeveralGoods | null> {
  const { state, turn } = open;
  const tapped = /^([^:]{1,64}):([^:]{1,64})$/.exec(turn.said.choice ?? '');
  if (tapped?.[1] && tapped[2]) return { orderId: tapped[1], itemId: tapped[2] };
  const heard = state.slots['order_id'];
  if (heard?.from === 'shopper') return { orderId: String(heard.value), itemId: null };
  if (state.asked !== 'order_id') return null;
  const all = await listOrders(turn, state, open.form);
  if (all === 'down') return null;
  const few = all.filter((one) => state.offered?.includes(goodsId(one)));
  const found = pickedGoods(turn, few) ?? pickedGoods(turn, all);
  const isAskedAgain =
    found !== null && 'several' in found && found.several.length === state.offered?.length;
  return isAskedAgain ? null : found;
}

function pickedGoods(
  turn: OpenForm['turn'],
  goods: readonly OrderedGoods[],
): NamedOrder | SeveralGoods | null {
  const offered = goods.map((one) => ({
    label: one.item.title,
    value: goodsId(one),
    named: { orderId: one.order.orderId, itemId: one.item.itemId },
  }));
  const picked = pickChoice(turn.said, offered);
  if (typeof picked !== 'string') return picked.named;
  const ending = endingIn(tailOf(turn.said.text), offered);
  if (ending) return ending;
  const several = goods.filter(({ item }) => sharesWord(item.title, turn.said.text));
  const [only, another] = several;
  if (!only) return null;
  return another ? { several } : { orderId: only.order.orderId, itemId: only.item.itemId };
}

interface Offered {
  readonly label: string;
  readonly named: NamedOrder;
}

/** The order whose number ends so, if only one does; all its goods, if it has several. */
function endingIn(tail: string | null, offered: readonly Offered[]): NamedOrder | null {
  const ended = offered.flatMap(({ named }) =>
    tail !== null && named.orderId.endsWith(tail) ? [named] : [],
  );
  const [first, another] = ended;
  if (!first || ended.some(({ orderId }) => orderId !== first.orderId)) return null;
  return another ? { ...first, itemId: null } : first;
}

/** 尾号0102: the last digits of an order's number; `null` where a message has none, or several. */
export function tailOf(text: string): string | null {
  return /^\D{0,12}(\d{3,8})\D{0,6}$/.exec(text)?.[1] ?? null;
}
