import type { Order } from '../src/commerce/order.ts';
import {
  toldOrderSlot,
  withHeard,
  withOrder,
  withoutOrder,
  withUnknown,
} from '../src/forms/change-form.ts';
import { orderFacts } from '../src/policy/order-facts.ts';
import { askSlot } from './ask-slot.ts';
import { sharesWord } from './goods-in-words.ts';
import { type NamedOrder, namedOrder } from './named-order.ts';
import { closeForm, keeping, missesUntilPerson, type OpenForm } from './open-form.ts';
import { priceNow, priceNowSlot } from './price-now.ts';
import { offerPerson, sayReply } from './say.ts';
import { sayCase } from './say-case.ts';
import { dayInWords } from './shop-time.ts';
import {
  findOrder,
  goodsId,
  listOrders,
  meansAnyOrder,
  type OrderedGoods,
} from './shopper-orders.ts';

/** `none`: the message names no order; `asked`: it does, and the shopper has been told what is wrong with it. */
export type OrderRead = OpenForm | 'none' | 'asked';

/** Takes the order that a message names, by its button, its place in the list or its number, and all that it tells. */
export async function readOrder(open: OpenForm): Promise<OrderRead> {
  const named = await namedOrder(open);
  if (named === null) return meansOthers(open) ? readOthers(open) : 'none';
  return 'several' in named ? askWhich(open, named.several) : takeNamed(open, named);
}

async function takeNamed(open: OpenForm, named: NamedOrder): Promise<OrderRead> {
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
    return askWhich(
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
  return askWhich(open, meant.length > 0 ? meant : rest);
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

async function askAgain(open: OpenForm, key: 'form.order-unknown'): Promise<OrderRead> {
  const { dc, form, turn } = open;
  const slot = form.slots.get('order_id');
  if (turn.orders === null || !slot) {
    // A guest has no order list: the number is for whoever checks it, and what it would have told is asked for instead.
    const told = open.state.slots['order_id']?.value;
    await sayReply(
      dc.context,
      told !== undefined && turn.orders === null ? 'form.order-guest' : key,
    );
    const state = withUnknown(withoutOrder(open.state), 'order_id');
    const kept = told === undefined ? [] : [{ slot: toldOrderSlot, value: told }];
    return keeping(open, withHeard(state, kept));
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

/** As many names as anybody reads in one sentence. */
const mostNamed = 4;

/** Several goods are meant: names them, and asks once which one. */
async function askWhich(open: OpenForm, goods: readonly OrderedGoods[]): Promise<OrderRead> {
  const { dc, form, state, turn } = open;
  const slot = form.slots.get('order_id');
  const offered = goods.map(goodsId);
  const asking = keeping(open, { ...withoutOrder(state), asked: 'order_id', offered });
  const names = [...new Set(goods.map(({ item }) => item.title))];
  const titles = names.slice(0, mostNamed).join('、') + (names.length > mostNamed ? '…' : '');
  const question = turn.sentence('form.which-goods', { count: goods.length, titles });
  if (slot)
    await askSlot(dc.context, {
      ...asking,
      slot: { ...slot, ask: question },
      wording: 'ask',
      goods,
    });
  return 'asked';
}
