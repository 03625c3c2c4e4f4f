import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Anxin, compose } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config.ts';
import { createLogger } from '../../bot/logging.ts';
import { openShopKnowledge, type ShopKnowledge } from '../../bot/open-shop-knowledge.ts';
import { serve } from '../../bot/server.ts';
import type { DecideTurn } from '../../bot/turn/decide-turn.ts';
import { builtModels } from '../../src/cli/intent-models/model-file.ts';
import { builtReadings } from '../../src/cli/kept-readings.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { recordLog } from './record-log.ts';

const shippedKnowledge = fileURLToPath(new URL('../../knowledge', import.meta.url));

export interface ServedHere {
  readonly url: string;
  readonly apiToken: string;
  readonly anxin: Anxin;
  /** Lines logged so far. */
  readonly lines: readonly string[];
  /** A request of staff's. */
  staff(
    path: string,
    init?: { method?: string; body?: object; headers?: object },
  ): Promise<Response>;
  /** Moves the server's clock on. */
  skip(ms: number): void;
  close(): Promise<void>;
}

interface ServeOptions {
  /** Reads the shipped knowledge anew, as a process that starts does. */
  readonly isFresh?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly decide?: DecideTurn;
  /** A clock that the test holds; `skip` does not move it. */
  readonly clock?: Clock;
}

/** The whole server in this process, on a port of its own, with its data in a temporary folder. */
export async function serveHere(options: ServeOptions = {}): Promise<ServedHere> {
  const own = options.env?.['DATA_DIR'] === undefined;
  const dataDir = options.env?.['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'anxin-')));
  const config = readConfig({ PORT: '0', RATE_LIMITS: 'off', ...options.env, DATA_DIR: dataDir });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  let skippedMs = 0;
  const clock = options.clock ?? { now: () => Date.now() + skippedMs };
  const isShipped = options.env?.['KNOWLEDGE_DIR'] === undefined;
  const replaced = {
    clock,
    ...(options.decide && { decide: options.decide }),
    ...(isShipped && !options.isFresh && { shop: await readShippedOnce() }),
  };
  const anxin = await compose(config, createLogger(config.logLevel, destination), replaced);
  const server = await serve(anxin);
  return {
    url: server.url,
    apiToken: anxin.secrets.apiToken,
    anxin,
    lines,
    skip(ms) {
      skippedMs += ms;
    },
    staff(path, { method = 'GET', body, headers = {} } = {}) {
      return fetch(server.url + path, {
        method,
        headers: {
          authorization: `Bearer ${anxin.secrets.apiToken}`,
          'content-type': 'application/json',
          'x-agent': 'a01',
          ...headers,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    },
    async close() {
      await server.drain();
      if (own) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let shipped: Promise<ShopKnowledge> | undefined;

/** A revision never changes, and reading it takes longer than all else: the servers of a process share one. */
export function readShippedOnce(): Promise<ShopKnowledge> {
  shipped ??= openShopKnowledge({
    directory: shippedKnowledge,
    segmenterName: 'rs',
    ownModels: builtModels,
    ownReadings: builtReadings,
    logger: recordLog().logger,
  });
  return shipped;
}

/** A copy of the shipped knowledge that a test may change. */
export async function copyKnowledge(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anxin-knowledge-'));
  await cp(shippedKnowledge, folder, { recursive: true });
  return folder;
}
