import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands between the store and Redis, and breaks what lies between. */
export interface RedisProxy {
  readonly url: string;
  /** Lets the next function call through and cuts the connection in the place of its answer. */
  loseNextAnswer(): void;
  /** From now on a new connection is of no use for that long. */
  delayConnections(ms: number): void;
  /** From now on nothing goes through connections that exist, and none is closed: the other side has vanished. */
  freeze(): void;
  /** Cuts all connections. */
  cut(): void;
  close(): Promise<void>;
}

export async function startRedisProxy(redisPort: number): Promise<RedisProxy> {
  const pairs = new Set<readonly [client: Socket, server: Socket]>();
  let isLosingNext = false;
  let delayMs = 0;

  const listener = createServer((client) => {
    const server = connect(redisPort, '127.0.0.1');
    const pair = [client, server] as const;
    pairs.add(pair);
    // Beside this connection there is the one of the hints, whose answers are not meant.
    let isLosing = false;
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client.on('data', (bytes) => {
      if (isLosingNext && bytes.includes('FCALL') && !bytes.includes('_beat')) {
        isLosingNext = false;
        isLosing = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (isLosing) end();
      else client.write(bytes);
    });
    for (const socket of pair) socket.on('close', end).on('error', end);
    if (delayMs === 0) return;
    client.pause();
    setTimeout(() => client.resume(), delayMs);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    loseNextAnswer() {
      isLosingNext = true;
    },
    delayConnections(ms) {
      delayMs = ms;
    },
    freeze() {
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    cut,
    async close() {
      cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
