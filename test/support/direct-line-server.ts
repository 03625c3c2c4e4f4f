import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createChatSessionRouter } from '../../bot/channels/chat-session.ts';
import { createDirectLine } from '../../bot/channels/directline/create-direct-line.ts';
import type { DirectLineDeps } from '../../bot/channels/directline/direct-line-deps.ts';
import { notFound, problemHandler } from '../../src/http/problem.ts';
import { createShiftedClock, type MovableClock } from '../../src/kernel/clock.ts';
import { noFault } from '../../src/kernel/fault.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import { newId } from '../../src/kernel/random.ts';
import { createDiskFileStore } from '../../src/storage/files/disk-file-store.ts';
import {
  openSqliteStore,
  type SqliteStoreConfig,
} from '../../src/storage/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { createEchoTurns } from './echo-turns.ts';
import { patienceMs } from './patience.ts';
import { type LogLine, recordLog } from './record-log.ts';

export const channelSecret = 'channel-secret-of-the-tests';
export const shopperSecret = 'shopper-secret-of-the-tests-0123456789';

export interface DirectLineServer {
  readonly origin: string;
  readonly domain: string;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly turns: ReturnType<typeof createEchoTurns>;
  readonly log: readonly LogLine[];
  readonly http: Server;
  readonly directLine: ReturnType<typeof createDirectLine>;
  close(): Promise<void>;
}

interface DirectLineServerOptions extends Partial<Omit<DirectLineDeps, 'store'>> {
  readonly wrapStore?: (store: Store) => DirectLineDeps['store'];
  readonly storeLimits?: Pick<SqliteStoreConfig, 'maxQueued' | 'maxPageCount'>;
  /** Whose folder it is: another server may have written it before, and it stays when this one closes. */
  readonly directory?: string;
}

/** The channel on a real HTTP server, with the real store in a temporary folder and a bot that echoes. */
export async function startDirectLineServer(
  options: DirectLineServerOptions = {},
): Promise<DirectLineServer> {
  const { wrapStore = (store: Store) => store, storeLimits, directory: kept, ...given } = options;
  const directory = kept ?? (await mkdtemp(join(tmpdir(), 'anxin-directline-')));
  const clock = createShiftedClock(Date.now());
  const data = join(directory, 'data');
  const store = await openSqliteStore({ directory: data, clock, ...storeLimits });
  const turns = createEchoTurns(store);
  const { logger, lines } = recordLog();
  const deps: DirectLineDeps = {
    store: wrapStore(store),
    files: createDiskFileStore(join(directory, 'files')),
    clock,
    newId,
    logger,
    secret: channelSecret,
    shopperJwtSecret: shopperSecret,
    publicUrl: null,
    rateLimits: 'off',
    demoShoppers: true,
    conversations: turns,
    turns,
    shop: () => ({
      name: '示例店',
      botName: '小安',
      disclaimer: '演示用。',
      hotline: null,
      hours: '每天 9:00—21:00',
    }),
    fault: noFault,
    ...given,
  };
  const directLine = createDirectLine(deps);
  const http = createServer({ keepAliveTimeout: patienceMs }, createApp(deps, directLine));
  directLine.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an AddressInfo.
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    origin,
    domain: `${origin}/v3/directline`,
    store,
    clock,
    turns,
    log: lines,
    http,
    directLine,
    async close() {
      await directLine.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await turns.settled();
      await store.close();
      if (kept === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

function createApp({ logger }: DirectLineDeps, directLine: DirectLineServer['directLine']) {
  const app = express();
  app.use('/v3/directline', directLine.router);
  app.use('/api/chat', createChatSessionRouter(directLine));
  app.use(notFound);
  app.use(problemHandler(logger));
  return app;
}

/** The id as the server gave it. */
export function conversationIdOf(reply: { readonly conversationId: string }): ConversationId {
  // Made by the server under test.
  return reply.conversationId as ConversationId;
}
