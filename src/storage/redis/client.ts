import { setTimeout as pause } from 'node:timers/promises';
import { createClient, createSentinel } from 'redis';
import type { Reply } from './replies.ts';

/** Where Redis is. User, password, database and TLS stand in the URL, as the client reads them. */
export interface RedisAddress {
  readonly url: string;
  /** Ask these for the master of that name; of the URL only user, password, database and TLS count then. */
  readonly sentinel?: {
    readonly master: string;
    readonly nodes: readonly { readonly host: string; readonly port: number }[];
  };
}

/** One command on one connection. Nothing waits here while it is down, and nothing is sent a second time. */
export type Send = (args: readonly string[]) => Promise<Reply>;

export interface ClientConfig {
  readonly address: RedisAddress;
  readonly maxQueued: number;
  /** There is a connection, perhaps another one than before. */
  onUp(): void;
  onDown(cause: unknown): void;
}

/** A client that connects again for as long as nobody closes it. */
export interface Client {
  readonly send: Send;
  /** Lets go, once what was sent has been answered. */
  close(): Promise<void>;
  /** Lets go at once, and is silent from then on. */
  destroy(): void;
}

const connectTimeoutMs = 3_000;
const firstPauseMs = 50;
const longestPauseMs = 1_000;
/** Commands of our own that go past the queue: greeting and health. */
const spareCommands = 16;

export function connect(config: ClientConfig): Client {
  return config.address.sentinel === undefined
    ? connectDirectly(config)
    : connectBySentinel(config, config.address.sentinel);
}

function connectDirectly(config: ClientConfig): Client {
  const client = createClient({ url: config.address.url, ...clientOptions(config) });
  let isGivenUp = false;
  client.on('ready', () => isGivenUp || config.onUp());
  client.on('error', (cause) => isGivenUp || config.onDown(cause));
  // It fails only when it is closed meanwhile: until then it tries again, and tells of each failure by 'error'.
  client.connect().catch(() => undefined);
  return {
    send: (args) => client.sendCommand(args),
    async close() {
      if (client.isReady) await client.close();
      else client.destroy();
    },
    destroy() {
      isGivenUp = true;
      client.destroy();
    },
  };
}

/** The client follows the master by itself; each change of it is another connection to us. */
function connectBySentinel(
  config: ClientConfig,
  { master, nodes }: NonNullable<RedisAddress['sentinel']>,
): Client {
  const { credentials, tls } = readUrl(config.address.url);
  const options = clientOptions(config);
  const socket = { ...options.socket, ...tls };
  const sentinel = createSentinel({
    name: master,
    sentinelRootNodes: nodes.map((node) => ({ ...node })),
    nodeClientOptions: { ...options, socket, ...credentials },
    sentinelClientOptions: { socket: tls },
  });
  let isGivenUp = false;
  sentinel.on('topology-change', () => isGivenUp || config.onUp());
  sentinel.on('error', (cause) => {
    if (isGivenUp) return;
    // It may have been about one node of several, and nothing else will tell when the master can be asked again.
    config.onDown(cause);
    config.onUp();
  });
  async function connectUntilDone(): Promise<void> {
    while (!isGivenUp) {
      try {
        await sentinel.connect();
        config.onUp();
        return;
      } catch (cause) {
        config.onDown(cause);
        await pause(longestPauseMs);
      }
    }
  }
  void connectUntilDone();
  return {
    send: (args) => sentinel.sendCommand(false, [...args]),
    async close() {
      isGivenUp = true;
      if (sentinel.isOpen) await sentinel.close();
    },
    destroy() {
      isGivenUp = true;
      // What is left of it ends by itself: nobody waits for it, and another has taken its place.
      void sentinel.destroy().catch(() => undefined);
    },
  };
}

function clientOptions({ maxQueued }: ClientConfig) {
  return {
    disableOfflineQueue: true,
    commandsQueueMaxLength: maxQueued + spareCommands,
    // Our own deadline takes the place of a timer for each command.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: connectTimeoutMs,
      // Always a number: whatever broke the connection, there is another attempt.
      reconnectStrategy: (tries: number) => Math.min(firstPauseMs * 2 ** tries, longestPauseMs),
    },
  } as const;
}

function readUrl(url: string) {
  const { protocol, username, password, pathname } = new URL(url);
  const database = Number(pathname.slice(1));
  return {
    tls: protocol === 'rediss:' ? ({ tls: true } as const) : {},
    credentials: {
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
      ...(database > 0 ? { database } : {}),
    },
  };
}
