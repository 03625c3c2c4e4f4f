import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A server behind the balancer, on this machine. */
export interface Backend {
  readonly host: string;
  readonly port: number;
}

export interface Balancer {
  readonly port: number;
  /** Takes no more connections; those that are open go on. */
  stop(): void;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/**
 * Gives each request to the next server that takes a connection, and each WebSocket too. A server that ends stops
 * listening first, so no list of the healthy ones is kept: a refused connection costs nothing on one machine. Nothing
 * is given to a second server once the first may have read of it; the client repeats what was broken off, under its key.
 */
export async function startBalancer(
  { host, port }: Backend,
  backends: readonly Backend[],
): Promise<Balancer> {
  const inTurn = createTurns(backends);
  const server = createServer((request, response) => {
    void forward(request, response, inTurn());
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    void forwardUpgrade({ request, socket, head }, inTurn());
  });
  await listen(server, { host, port });
  const address = server.address();
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop() {
      server.close();
      server.closeIdleConnections();
    },
    close() {
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}

/** All of them, beginning with another one each time. */
function createTurns(backends: readonly Backend[]): () => readonly Backend[] {
  let turn = 0;
  return () => {
    const from = turn++ % backends.length;
    return [...backends.slice(from), ...backends.slice(0, from)];
  };
}

async function forward(
  request: IncomingMessage,
  response: ServerResponse,
  backends: readonly Backend[],
): Promise<void> {
  const connection = await connectToFirst(backends);
  if (connection === null) {
    response.writeHead(503, { 'Retry-After': '1' }).end();
    return;
  }
  const onward = openRequest({
    createConnection: () => connection,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: headersFor(request),
  });
  response.on('close', () => onward.destroy());
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.headers));
    // Sent at once: a stream of events may be silent for a while.
    response.flushHeaders();
    pipeline(answer, response).catch(() => response.destroy());
  });
  onward.on('error', () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end();
  });
  // A body that breaks off is told by the error of the request.
  pipeline(request, onward).catch(() => undefined);
}

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

async function forwardUpgrade(
  { request, socket, head }: Upgrade,
  backends: readonly Backend[],
): Promise<void> {
  const connection = await connectToFirst(backends);
  if (connection === null) {
    socket.end(
      'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
    );
    return;
  }
  const { connection: asked = 'Upgrade', upgrade = 'websocket' } = request.headers;
  const headers = { ...headersFor(request), connection: asked, upgrade };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  connection.write(`GET ${request.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  connection.write(head);
  connection.on('error', () => socket.destroy());
  connection.on('close', () => socket.destroy());
  socket.on('close', () => connection.destroy());
  socket.pipe(connection).pipe(socket);
}

/** A connection to the first that takes one; null when none does. */
async function connectToFirst(backends: readonly Backend[]): Promise<Socket | null> {
  for (const backend of backends) {
    const connection = await tryConnect(backend);
    if (connection !== null) return connection;
  }
  return null;
}

function tryConnect({ host, port }: Backend): Promise<Socket | null> {
  return new Promise((resolve) => {
    const connection = connect({ host, port, noDelay: true });
    connection.once('connect', () => resolve(connection));
    connection.once('error', () => resolve(null));
  });
}

/** Of one connection, or said anew by whoever opens the next one. */
const hopByHop = new Set(['connection', 'keep-alive', 'upgrade', 'te', 'trailer', 'expect']);

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));
}

/** The servers believe a proxy on their machine when it names the visitor. */
function headersFor(request: IncomingMessage): IncomingHttpHeaders {
  const visitor = request.socket.remoteAddress ?? '';
  const before = request.headers['x-forwarded-for'];
  const path = before === undefined ? visitor : `${before}, ${visitor}`;
  return { ...withoutHopByHop(request.headers), 'x-forwarded-for': path };
}

function listen(server: Server, { host, port }: Backend): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
