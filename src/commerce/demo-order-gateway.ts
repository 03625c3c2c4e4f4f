import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ShopperId } from '../kernel/ids.ts';
import { dateDemoOrder } from './date-demo-order.ts';
import { demoGoods } from './demo-goods.ts';
import { demoOrders } from './demo-orders.ts';
import { createDemoServiceRequests } from './demo-service-requests.ts';
import type { Order } from './order.ts';
import type { OrderGateway } from './order-gateway.ts';

const collection = 'demo-orders';
const mostOrders = 50;
/** A shopper who comes back after that finds fresh orders: the old ones would all be out of every period. */
const keptMs = 30 * 24 * 60 * 60 * 1_000;

const firstLook = z.object({ since: z.number() });

interface DemoOrderGatewayDeps {
  readonly documents: Pick<DocumentStore, 'getDocument' | 'putDocument' | 'listDocuments'>;
  readonly clock: Clock;
}

/**
 * Orders to try the program with. Every shopper sees the same as their own, dated around the moment they first
 * looked, and that moment is kept: an order does not grow younger while they talk about it.
 */
export function createDemoOrderGateway(deps: DemoOrderGatewayDeps): OrderGateway {
  const { documents, clock } = deps;
  const requests = createDemoServiceRequests(documents, clock);

  async function ordersOf(shopperId: ShopperId): Promise<readonly Order[]> {
    const since = await firstLookOf(shopperId, deps);
    const opened = await requests.of(shopperId);
    return demoOrders
      .filter((demo) => demo.isForeign !== true)
      .map((demo) => dateDemoOrder(demo, shopperId, since))
      .map((order) => ({
        ...order,
        serviceRequests: [...order.serviceRequests, ...(opened.get(order.orderId) ?? [])],
      }))
      .sort((a, b) => b.placedAt - a.placedAt || a.orderId.localeCompare(b.orderId));
  }

  async function findOrder(shopperId: ShopperId, orderId: string): Promise<Order | null> {
    return (await ordersOf(shopperId)).find((order) => order.orderId === orderId) ?? null;
  }

  return {
    findOrder,

    async listOrders(shopperId, { limit, before }) {
      const all = await ordersOf(shopperId);
      const start =
        before === undefined ? 0 : all.findIndex(({ orderId }) => orderId === before) + 1;
      const end = start + Math.min(limit, mostOrders);
      const orders = all.slice(start, end);
      const last = orders.at(-1);
      return end < all.length && last !== undefined ? { orders, next: last.orderId } : { orders };
    },

    priceOf: async (itemId) => priceOf(itemId, clock.now()),

    async requestService(request, key) {
      if ((await findOrder(request.shopperId, request.orderId)) === null)
        throw new AppError(
          'ORDERS_BROKEN',
          'demonstration: a request for an order that is not there',
        );
      return requests.open(request, key);
    },
  };
}

/** Notes the moment when there is none yet, or an old one. */
async function firstLookOf(shopperId: ShopperId, deps: DemoOrderGatewayDeps): Promise<number> {
  const { documents, clock } = deps;
  const id = sha256(shopperId);
  const found = await documents.getDocument(collection, id);
  const since = found === null ? null : firstLook.parse(found.document).since;
  if (since !== null && clock.now() - since < keptMs) return since;
  const document = { since: clock.now() };
  const ifMatch = found?.etag ?? null;
  const written = await documents.putDocument({ collection, id, document, ifMatch });
  // Changed: another of their turns looked at the same time, and that one counts.
  return written === 'changed' ? firstLookOf(shopperId, deps) : document.since;
}

function priceOf(itemId: string, asOf: number) {
  const goods = Object.entries(demoGoods).find(([name]) => name === itemId)?.[1];
  if (goods === undefined) return null;
  const priceFen = 'priceNowFen' in goods ? goods.priceNowFen : goods.priceFen;
  return priceFen === null ? null : { priceFen, asOf };
}
