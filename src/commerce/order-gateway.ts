import type { ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { Order } from './order.ts';

/** One page of a shopper's orders, newest first; `next` is absent on the last. */
export interface OrderPage {
  readonly orders: readonly Order[];
  readonly next?: string;
}

export interface NewServiceRequest {
  /** Whose order it is; the order system knows that from the order, so it is not sent. */
  readonly shopperId: ShopperId;
  readonly caseId: string;
  /** An intent, e.g. `return_goods`. */
  readonly kind: string;
  readonly orderId: string;
  readonly itemIds: readonly string[];
  readonly facts: Readonly<Record<string, Json>>;
  readonly decisionId: string;
}

/**
 * The shop's order system. Every call may throw ORDERS_DOWN (slow, unreachable, 5xx, circuit open) or ORDERS_BROKEN
 * (an answer that cannot be read); what is known is then kept, and the dialog goes on without the rest.
 */
export interface OrderGateway {
  /** At most `limit` (50). */
  listOrders(
    shopperId: ShopperId,
    page: { readonly limit: number; readonly before?: string },
  ): Promise<OrderPage>;
  /** `null` where there is none, and where it is another shopper's: the two look alike from outside. */
  findOrder(shopperId: ShopperId, orderId: string): Promise<Order | null>;
  /** Price now, or `null` where the item is not sold any more. */
  priceOf(itemId: string): Promise<{ readonly priceFen: number; readonly asOf: number } | null>;
  /** Opens a request; the same `key` again gets the first answer. */
  requestService(request: NewServiceRequest, key: string): Promise<{ readonly serviceId: string }>;
}
