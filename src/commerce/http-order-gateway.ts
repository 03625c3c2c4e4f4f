import type { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import { createOrderSystem, type OrderSystemConfig } from './call-order-system.ts';
import type { Order } from './order.ts';
import type { OrderGateway } from './order-gateway.ts';
import { orderPageWire, orderWire, priceWire, serviceWire } from './order-wire.ts';

/** More in one page is nothing a shopper looks through. */
const mostOrders = 50;
const longestId = 128;

interface HttpOrderGatewayConfig extends OrderSystemConfig {
  readonly logger: Logger;
}

/** The shop's own order system, by the wire of docs/order-system.md. It is not believed about whose an order is. */
export function createHttpOrderGateway(config: HttpOrderGatewayConfig): OrderGateway {
  const system = createOrderSystem(config);

  return {
    async listOrders(shopperId, { limit, before }) {
      const shopper = pathSegment(shopperId);
      if (shopper === null) return { orders: [] };
      const query = new URLSearchParams({
        limit: String(Math.min(limit, mostOrders)),
        ...(before === undefined ? {} : { before }),
      });
      const answer = await system.get(`/shoppers/${shopper}/orders?${query}`);
      if (answer === null) return { orders: [] };
      const { orders, next } = read(orderPageWire, answer);
      const own = orders.filter((order) => order.shopperId === shopperId).slice(0, limit);
      if (own.length < orders.length)
        config.logger.warn({ listed: orders.length, own: own.length }, 'orders left out of a list');
      return { orders: own, ...(next === undefined ? {} : { next }) };
    },

    async findOrder(shopperId, orderId) {
      const segment = pathSegment(orderId);
      const answer = segment === null ? null : await system.get(`/orders/${segment}`);
      if (answer === null) return null;
      const order: Order = read(orderWire, answer);
      if (order.orderId !== orderId)
        throw new AppError('ORDERS_BROKEN', 'order system: answered with another order');
      return order.shopperId === shopperId ? order : null;
    },

    async priceOf(itemId) {
      const segment = pathSegment(itemId);
      const answer = segment === null ? null : await system.get(`/items/${segment}/price`);
      return answer === null ? null : read(priceWire, answer);
    },

    async requestService({ shopperId: _, ...request }, key) {
      return read(serviceWire, await system.post('/service-requests', request, key));
    },
  };
}

/** `null` for what no address can carry as one segment: `.` and `..` would lead elsewhere even when encoded. */
function pathSegment(id: string): string | null {
  const isUsable = id.length > 0 && id.length <= longestId && id.isWellFormed();
  return isUsable && !/^\.{1,2}$/.test(id) ? encodeURIComponent(id) : null;
}

/** The message names the fields, never what stood in them. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.'));
  throw new AppError('ORDERS_BROKEN', `order system: cannot read ${fields.join(', ') || 'it'}`);
}
