import type { Order } from './order.ts';
import type { ShopperOrders } from './shopper-orders.ts';

/** What an order calls its goods, its seller and its parcels: words of others, which we only repeat. */
function namesIn({ items, seller, shipments, serviceRequests }: Order): readonly string[] {
  const parcels = shipments.flatMap(({ trackingNo, signedBy }) => [trackingNo, signedBy ?? '']);
  const returned = serviceRequests.map(({ returnTrackingNo }) => returnTrackingNo ?? '');
  const titles = items.map(({ title }) => title);
  return [...titles, seller.name, ...parcels, ...returned].filter((name) => name !== '');
}

/** The same orders; `names` grows by those of each order that is read through it. */
export function notingNames(orders: ShopperOrders, names: Set<string>): ShopperOrders {
  const note = (order: Order) => {
    for (const name of namesIn(order)) names.add(name);
  };
  return {
    ...orders,
    async list(page) {
      const found = await orders.list(page);
      found.orders.forEach(note);
      return found;
    },
    async find(orderId) {
      const order = await orders.find(orderId);
      if (order !== null) note(order);
      return order;
    },
  };
}
