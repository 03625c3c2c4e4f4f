// A shop's order system in miniature. In a test: `await startOrderServer()`. As a process of its own, to look at the
// program with a connected order system: `PORT=4100 node test/support/order-server.ts orders.json` (a list of orders).
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What can be wrong with somebody else's system; it stays so until it is set otherwise. */
export type OrderFault =
  /** Answers after half a minute. */
  | 'slow'
  | 'error'
  | 'malformed'
  | 'wrong-types'
  /** Every order belongs to somebody else. */
  | 'wrong-shopper'
  | 'reset'
  | 'huge'
  | 'redirect'
  /** Does what it is asked, and loses the connection before it says so. */
  | 'answer-lost';

/** An order as JSON; a test may leave out or spoil what it likes. */
export interface WireOrder {
  readonly orderId: string;
  readonly shopperId: string;
  readonly [field: string]: unknown;
}

/** One arrival of a `POST /service-requests`. */
interface Delivery {
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface OrderServer {
  readonly url: string;
  readonly token: string;
  /** Every arrival, repeats included. */
  readonly deliveries: readonly Delivery[];
  /** Resolves when the next one arrives, before its answer is sent. */
  nextDelivery(): Promise<void>;
  /** How often it was asked anything. */
  readonly asked: number;
  fault: OrderFault | null;
  /** Adds orders, or replaces those of the same number. */
  put(...orders: readonly WireOrder[]): void;
  /** The service that a key was given. */
  serviceOf(key: string): string | undefined;
  close(): Promise<void>;
}

const slowMs = 30_000;
const hugeBytes = 4_000_000;

/** An order with everything that it cannot be without, and what a test says on top. */
export function wireOrder(more: Partial<WireOrder> = {}): WireOrder {
  return {
    orderId: '100200300401',
    shopperId: 'm-1001',
    placedAt: '2026-11-01T10:00:00+08:00',
    status: 'delivered',
    seller: { id: 's1', name: '青禾服饰', type: 'third_party' },
    items: [{ itemId: 'i1', title: '棉麻衬衫', quantity: 1 }],
    ...more,
  };
}

/** Starts it on a free port of this machine. */
export async function startOrderServer(
  seed: readonly WireOrder[] = [],
  port = 0,
): Promise<OrderServer> {
  const token = 'order-token-of-the-tests';
  const orders = new Map(seed.map((order) => [order.orderId, order]));
  const deliveries: Delivery[] = [];
  const awaiting: (() => void)[] = [];
  const services = new Map<string, string>();
  const state = { fault: null as OrderFault | null, asked: 0 };
  const waiting = new Set<NodeJS.Timeout>();

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    state.asked += 1;
    if (request.headers.authorization !== `Bearer ${token}`) return end(response, 401, {});
    if (state.fault === 'slow') {
      waiting.add(setTimeout(() => end(response, 200, {}), slowMs));
      return;
    }
    if (state.fault !== null && state.fault !== 'answer-lost' && state.fault !== 'wrong-shopper')
      return spoil(response, state.fault);
    const { status, body } = await answer(request);
    if (state.fault === 'answer-lost') return void request.socket.destroy();
    end(response, status, body);
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://orders');
    const [place = '', id = '', part] = pathname.split('/').slice(1).map(decodeURIComponent);
    if (request.method === 'POST') return takeRequest(request);
    if (place === 'shoppers' && part === 'orders') return found(pageOf(id, searchParams));
    if (place === 'items') return found({ priceFen: 9_900, asOf: '2026-11-11T08:00:00+08:00' });
    const order = orders.get(id);
    return order === undefined ? { status: 404, body: {} } : found(ownedBy(order));
  }

  async function takeRequest(request: IncomingMessage) {
    const chunks = await request.toArray();
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const key = String(request.headers['idempotency-key']);
    deliveries.push({ key, body });
    for (const arrived of awaiting.splice(0)) arrived();
    const serviceId = services.get(key) ?? `service-${services.size + 1}`;
    services.set(key, serviceId);
    return { status: 201, body: { serviceId } };
  }

  function pageOf(shopperId: string, query: URLSearchParams) {
    const all = [...orders.values()].filter((order) => order.shopperId === shopperId);
    const start = Number(query.get('before') ?? 0);
    const end = start + Number(query.get('limit'));
    const page = { orders: all.slice(start, end).map(ownedBy) };
    return end < all.length ? { ...page, next: String(end) } : page;
  }

  function ownedBy(order: WireOrder): WireOrder {
    return state.fault === 'wrong-shopper' ? { ...order, shopperId: 'somebody-else' } : order;
  }

  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // A listening TCP server has an AddressInfo.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token,
    deliveries,
    nextDelivery: () => new Promise((resolve) => awaiting.push(resolve)),
    get asked() {
      return state.asked;
    },
    get fault() {
      return state.fault;
    },
    set fault(fault) {
      state.fault = fault;
    },
    put(...more) {
      for (const order of more) orders.set(order.orderId, order);
    },
    serviceOf: (key) => services.get(key),
    async close() {
      for (const timer of waiting) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const found = (body: unknown) => ({ status: 200, body });

type Spoilt = Exclude<OrderFault, 'slow' | 'answer-lost' | 'wrong-shopper'>;

function spoil(response: ServerResponse, fault: Spoilt): void {
  if (fault === 'reset') response.socket?.destroy();
  else if (fault === 'malformed') response.end('{"orders": [{"orderId": "1002');
  else if (fault === 'error') end(response, 500, { error: 'boom' });
  else if (fault === 'huge') end(response, 200, { orders: [], padding: 'x'.repeat(hugeBytes) });
  else if (fault === 'wrong-types')
    end(response, 200, { orders: 'many', orderId: 7, priceFen: '9.90', serviceId: null });
  else {
    response.setHeader('location', 'http://127.0.0.1:9/elsewhere');
    end(response, 302, {});
  }
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

if (process.argv[1] === import.meta.filename) {
  const [file] = process.argv.slice(2);
  const seed = file === undefined ? [wireOrder()] : JSON.parse(readFileSync(file, 'utf8'));
  const { url, token, close } = await startOrderServer(seed, Number(process.env['PORT'] ?? 0));
  console.log(`ORDERS_URL=${url} ORDERS_TOKEN=${token}`);
  process.once('SIGTERM', () => void close());
}
