import type { Order, OrderItem } from '../../commerce/order.ts';
import { fenOf } from './fen.ts';
import { spreadFen } from './rounding.ts';

/**
 * What was paid for one of an order's goods, all pieces of it, without the freight. Where the system does not say, the
 * rest of what was paid is spread over the goods it says nothing of, in proportion to their prices; `undefined` where
 * a part of that is not known either.
 */
export function goodsPaidFen(order: Order, item: OrderItem): number | undefined {
  if (item.paidFen !== undefined) return item.paidFen;
  if (order.paidFen === undefined || order.freightFen === undefined) return undefined;
  const untold = order.items.filter(({ paidFen }) => paidFen === undefined);
  const told = order.items.reduce((sum, { paidFen = 0 }) => sum + paidFen, 0);
  const rest = order.paidFen - order.freightFen - told;
  const prices = untold.flatMap(({ unitPriceFen, quantity }) =>
    unitPriceFen === undefined ? [] : [unitPriceFen * quantity],
  );
  if (rest < 0 || prices.length < untold.length) return undefined;
  return spreadFen(fenOf(rest), prices)[untold.indexOf(item)];
}
