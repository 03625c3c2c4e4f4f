import type { Order } from './order.ts';
import type { OrderGateway, OrderPage } from './order-gateway.ts';
import type { Shopper } from './shopper.ts';

/** What one shopper may see of the order system. Calls throw as those of `OrderGateway` do. */
export interface ShopperOrders {
  /** At most `limit` (50), newest first. */
  list(page: { readonly limit: number; readonly before?: string }): Promise<OrderPage>;
  /** `null` where there is none, and where it is another shopper's. */
  find(orderId: string): Promise<Order | null>;
  priceOf(itemId: string): Promise<{ readonly priceFen: number; readonly asOf: number } | null>;
}

/** `null`: this one has no orders with us, whatever number they name. */
export type OrdersOf = (shopper: Shopper | null) => ShopperOrders | null;

/**
 * The only way from a conversation to the order system: bound to who asks, and closed to guests. One turn asks for a
 * list once, however many of its dialogs want it.
 */
export function createOrdersOf(gateway: OrderGateway): OrdersOf {
  return (shopper) => {
    if (shopper === null || shopper.kind === 'guest') return null;
    const { shopperId } = shopper;
    const listed = new Map<string, Promise<OrderPage>>();
    return {
      list(page) {
        const key = `${page.limit} ${page.before ?? ''}`;
        const list = listed.get(key) ?? gateway.listOrders(shopperId, page);
        listed.set(key, list);
        return list;
      },
      find: (orderId) => gateway.findOrder(shopperId, orderId),
      priceOf: (itemId) => gateway.priceOf(itemId),
    };
  };
}
