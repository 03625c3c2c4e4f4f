import type { Facts } from '../src/policy/decision.ts';
import type { OpenForm } from './open-form.ts';
import { sayReply } from './say.ts';
import { askOrders } from './shopper-orders.ts';

/** The fact that holds the price of today, for one piece. */
export const priceNowSlot = 'current_price_fen';

/** The price of today for a form that wants it, where the order system tells one; else the shopper is asked for it. */
export async function priceNow(open: OpenForm, itemId: string): Promise<Facts | 'not-sold'> {
  const { dc, form, turn } = open;
  if (turn.orders === null || !form.slots.has(priceNowSlot)) return {};
  const price = await askOrders(turn, turn.orders.priceOf(itemId));
  if (price === 'down') return {};
  if (price !== null) return { [priceNowSlot]: price.priceFen };
  await sayReply(dc.context, 'price.not-sold');
  return 'not-sold';
}
