import type { Order } from '../src/commerce/order.ts';
import { withOrder, withoutOrder, withUnknown } from '../src/forms/change-form.ts';
import { pickChoice } from '../src/forms/pick-choice.ts';
import { orderFacts } from '../src/policy/order-facts.ts';
import { askSlot } from './ask-slot.ts';
import { sharesWord } from './goods-in-words.ts';
import { closeForm, keeping, missesUntilPerson, type OpenForm } from './open-form.ts';
import { priceNow, priceNowSlot } from './price-now.ts';
import { offerPerson, sayReply } from './say.ts';
import { sayCase } from './say-case.ts';
import { dayInWords } from './shop-time.ts';
import { findOrder, listOrders, meansAnyOrder, type OrderedGoods } from './shopper-orders.ts';

/** `none`: the message names no order; `asked`: it does, and the shopper has been told what is wrong with it. */
export type OrderRead = OpenForm | 'none' | 'asked';

/** Takes the order that a message names, by its button, its place in the list or its number, and all that it tells. */
export async function readOrder(open: OpenForm): Promise<OrderRead> {
  const named = await namedOrder(open);
  if (named === null) return meansOthers(open) ? readOthers(open) : 'none';
  const order = await findOrder(open.turn, named.orderId);
  if (order === 'down') {
    await sayReply(open.dc.context, 'orders.down');
    return keeping(open, withUnknown(withoutOrder(open.state), 'order_id'));
  }
  if (order === null) return askAgain(open, 'form.order-unknown');
  const items = order.items.filter(
    ({ itemId }) => named.itemId === null || named.itemId === itemId,
  );
  const [item, another] = items;
  if (!item) return askAgain(open, 'form.order-unknown');
  const isAny = meansAnyOrder(open.form);
  if (another && isAny) return takeWhole(open, order);
  if (another)
    return askItem(
      open,
      items.map((one) => ({ order, item: one })),
    );
  const { status } = order;
  if (!isAny && (status === 'unpaid' || status === 'cancelled' || status === 'paid')) {
    closeForm(open);
    await offerPerson(open.dc.context, `form.order-${status}`);
    return 'asked';
  }
  return take(open, { order, item });
}

const others =
  /退错|(?:还是|改成?|换成|应该)退.{0,6}(?:那|这|另)|不是(?:这|那)(?:一)?[件双个条台部]/u;

/** 还是退那件衬衫, with the order of another thing in the form. */
function meansOthers({ state, turn }: OpenForm): boolean {
  return state.slots['order_id']?.from === 'order' && others.test(turn.said.text);
}

/** Goods other than those in the form: taken where one is meant, asked for where several may be. */
async function readOthers(open: OpenForm): Promise<OrderRead> {
  const { form, state, turn } = open;
  const goods = await listOrders(turn, withoutOrder(state), form);
  if (goods === 'down') return 'none';
  const rest = goods.filter(({ order }) => order.orderId !== state.slots['order_id']?.value);
  const meant = rest.filter(({ item }) => sharesWord(item.title, turn.said.text));
  const [only, another] = meant;
  if (only && !another) return take(open, only);
  return askItem(open, meant.length > 0 ? meant : rest);
}

async function take(open: OpenForm, { order, item }: OrderedGoods): Promise<OrderRead> {
  const { dc, turn } = open;
  const state = withoutOrder(open.state);
  const { orderId } = order;
  const { itemId, title } = item;
  const running = (await turn.cases()).find(
    (one) =>
      one.orderId === orderId &&
      one.itemId === itemId &&
      one.status !== 'closed' &&
      isSameMatter(open, one.kind),
  );
  if (running) {
    closeForm(open);
    const { caseId, subject } = running;
    await sayCase(dc.context, running, turn.sentence('case.exists', { caseId, subject }));
    return 'asked';
  }
  const price = await priceNow(open, itemId);
  const facts = { ...orderFacts(order, item), ...(price === 'not-sold' ? {} : price) };
  const said = state.slots['receipt_date']?.value;
  if (said !== undefined && facts['receipt_date'] !== undefined && said !== facts['receipt_date']) {
    const day = dayInWords(String(facts['receipt_date']));
    await sayReply(dc.context, 'form.order-says-received', { day });
  }
  const taken = withOrder(state, { orderId, itemId, title, facts });
  return keeping(open, price === 'not-sold' ? withUnknown(taken, priceNowSlot) : taken);
}

/** Late parcels, changes of the order: all of it is meant. */
function takeWhole(open: OpenForm, order: Order): OpenForm {
  const [first] = order.items;
  if (!first) return open;
  const { orderId, items } = order;
  const { seller_type, purchase_date, order_paid_fen } = orderFacts(order, first);
  return keeping(
    open,
    withOrder(withoutOrder(open.state), {
      orderId,
      itemId: null,
      title: items.map(({ title }) => title).join('、'),
      facts: { seller_type, purchase_date, order_paid_fen },
    }),
  );
}

/** Goods are sent back, exchanged or repaired once; whatever else there is may be open beside it. */
function isSameMatter({ form, rules }: OpenForm, kind: string): boolean {
  if (kind === form.caseKind) return true;
  const others = [...rules.forms.values()].filter(({ action }) => action !== undefined);
  return form.action !== undefined && others.some(({ caseKind }) => caseKind === kind);
}

interface NamedOrder {
  readonly orderId: string;
  readonly itemId: string | null;
}

/** What the message names: a tapped card, one of the list, or a number in it. */
async function namedOrder(open: OpenForm): Promise<NamedOrder | null> {
  const { state, turn } = open;
  const tapped = /^([^:]{1,64}):([^:]{1,64})$/.exec(turn.said.choice ?? '');
  if (tapped?.[1] && tapped[2]) return { orderId: tapped[1], itemId: tapped[2] };
  const heard = state.slots['order_id'];
  if (heard?.from === 'shopper') return { orderId: String(heard.value), itemId: null };
  if (state.asked !== 'order_id') return null;
  const goods = await listOrders(turn, state, open.form);
  if (goods === 'down') return null;
  const offered = goods.map(({ order, item }) => ({
    label: item.title,
    value: `${order.orderId}:${item.itemId}`,
    named: { orderId: order.orderId, itemId: item.itemId },
  }));
  const picked = pickChoice(turn.said, offered);
  if (typeof picked !== 'string') return picked.named;
  return endingIn(tailOf(turn.said.text), offered) ?? worded(turn.said.text, offered);
}

interface Offered {
  readonly label: string;
  readonly named: NamedOrder;
}

function worded(text: string, offered: readonly Offered[]): NamedOrder | null {
  const meant = offered.filter(({ label }) => sharesWord(label, text));
  return meant.length === 1 ? (meant[0]?.named ?? null) : null;
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

async function askAgain(open: OpenForm, key: 'form.order-unknown'): Promise<OrderRead> {
  const { dc, form, turn } = open;
  const slot = form.slots.get('order_id');
  if (turn.orders === null || !slot) {
    // A guest has no order list: what the number would have told is asked for instead.
    await sayReply(dc.context, key);
    return keeping(open, withUnknown(withoutOrder(open.state), 'order_id'));
  }
  const state = { ...withoutOrder(open.state), asked: 'order_id', misses: open.state.misses + 1 };
  const offersPerson = state.misses >= missesUntilPerson;
  const lead = turn.sentence(key);
  await askSlot(dc.context, {
    ...keeping(open, state),
    slot,
    wording: 'again',
    lead,
    offersPerson,
  });
  return 'asked';
}

/** The order has several goods: which one? */
async function askItem(open: OpenForm, goods: readonly OrderedGoods[]): Promise<OrderRead> {
  const { dc, form, state } = open;
  const slot = form.slots.get('order_id');
  const asking = keeping(open, { ...withoutOrder(state), asked: 'order_id' });
  if (slot) await askSlot(dc.context, { ...asking, slot, wording: 'ask', goods });
  return 'asked';
}
