import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AppError, errorTable, toAppError } from '../../../src/kernel/errors.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { createLinkFile, mountPath } from './links.ts';
import type { StreamHub } from './stream-hub.ts';
import type { StreamClaims, Tokens } from './tokens.ts';
import { parseWatermark } from './watermark.ts';

/** Clients send nothing but empty frames, as pings. */
const maxClientFrameBytes = 1024;

/** How long sockets may take to say goodbye. */
const goodbyeMs = 2000;

const streamPath = new RegExp(`^${mountPath}/conversations/([^/]+)/stream$`);

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Turns `…/stream` requests into sockets of the hub. The address carries its own short-lived token. */
export function createStreamServer(
  deps: DirectLineDeps,
  { tokens, hub }: { readonly tokens: Tokens; readonly hub: StreamHub },
) {
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxClientFrameBytes,
    perMessageDeflate: false,
  });
  let isClosing = false;

  async function open({ request, socket, head }: Upgrade): Promise<void> {
    const stream = await readStreamRequest(deps, tokens, request);
    if (isClosing) throw new AppError('DRAINING', 'the server is closing');
    if (!hub.hasRoomFor(stream.conversationId))
      throw new AppError('TOO_MANY_REQUESTS', 'too many open streams');
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const linkFile = createLinkFile(tokens, stream.origin);
      hub.add({ ...stream, socket: webSocket, linkFile });
    });
  }

  function terminateAll(): void {
    for (const client of webSockets.clients) client.terminate();
  }

  return {
    attach(server: Server): void {
      // The only upgrades of this server are ours: any other path is answered 404 here.
      server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        socket.on('error', () => socket.destroy());
        open({ request, socket, head }).catch((thrown: unknown) => {
          const error = toAppError(thrown);
          deps.logger.debug({ code: error.code, reason: error.message }, 'stream refused');
          refuse(socket, errorTable[error.code].status);
        });
      });
    },
    async close(): Promise<void> {
      isClosing = true;
      const late = setTimeout(terminateAll, goodbyeMs);
      await hub.close();
      await allClosed(webSockets);
      clearTimeout(late);
    },
  };
}

async function readStreamRequest(
  { store }: DirectLineDeps,
  tokens: Tokens,
  request: IncomingMessage,
): Promise<StreamClaims & { readonly cursor: number }> {
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  const conversation = url && streamPath.exec(url.pathname)?.[1];
  if (!conversation) throw new AppError('NOT_FOUND', 'no stream at this address');
  const claims = await tokens.readStream(url.searchParams.get('t') ?? '');
  if (claims.conversationId !== conversation)
    throw new AppError('TOKEN_REFUSED', 'the stream token is of another conversation');
  const asked = parseWatermark(store.epoch, url.searchParams.get('watermark') ?? '');
  const slice = await store.since(claims.conversationId, asked, 1);
  if (slice === null) throw new AppError('CONVERSATION_UNKNOWN', `no ${conversation}`);
  // A cursor ahead of the log would wait for ever: replay instead.
  return { ...claims, cursor: asked > slice.head ? 0 : asked };
}

function refuse(socket: Duplex, status: number): void {
  const reason = STATUS_CODES[status] ?? '';
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Resolves when the last socket is gone; the hub ends stragglers. */
async function allClosed(webSockets: WebSocketServer): Promise<void> {
  await Promise.all(
    [...webSockets.clients].map(
      (client) => new Promise<void>((resolve) => client.once('close', () => resolve())),
    ),
  );
}
