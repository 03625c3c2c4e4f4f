import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { type NewId, newId as randomId } from '../../kernel/random.ts';
import type { PresenceStore } from '../../staff/presence-store.ts';
import type { Call } from '../calls.ts';
import { createRecordPorts, createTurnPort, createWorkPorts } from '../ports.ts';
import type { Store } from '../store.ts';
import { type CarryOut, createCarryOut, randomToken } from './carry-out.ts';
import type { RedisAddress } from './client.ts';
import { createConnection } from './connection.ts';
import { createCounters } from './counters.ts';
import { createForgetting } from './forget.ts';
import { functions, presenceFunctions, type StoreFunction } from './functions.ts';
import { createGreeting } from './greet.ts';
import { readHealth } from './health.ts';
import { readHints } from './hints.ts';
import { readLibrary } from './library.ts';
import { stayAmongNodes } from './nodes.ts';

export interface RedisStoreConfig {
  readonly address: RedisAddress;
  /** Absent: the time of Redis, which all nodes share. */
  readonly clock?: Clock;
  readonly logger: Logger;
  /** Takes a Redis that may lose what it has acknowledged; what that is, is logged. */
  readonly acceptsLoss: boolean;
  /**
   * The hash tag of all keys: `anxin:{shop}:…`.
   * @default 'shop'
   */
  readonly tag?: string;
  /**
   * Calls that may wait at once before more are refused with STORE_BUSY.
   * @default 4096
   */
  readonly maxQueued?: number;
  /**
   * How long a call is repeated over broken connections before it fails with STORE_DOWN.
   * @default 6000
   */
  readonly deadlineMs?: number;
  /**
   * How long Redis may take until it can be used at first: it may be starting, and reading its data in.
   * @default 30000
   */
  readonly openWithinMs?: number;
  /** Makes the epoch of a new store. */
  readonly newId?: NewId;
}

const defaultMaxQueued = 4096;
/** Longer than a restart of Redis or a failover by Sentinel takes as a rule, shorter than a shopper waits. */
const defaultDeadlineMs = 6_000;
const defaultOpenWithinMs = 30_000;

/** Opens the store that many nodes share. Every promise that resolves stands for something that is on Redis' disk. */
export async function openRedisStore(config: RedisStoreConfig): Promise<Store> {
  const { address, logger, acceptsLoss, tag = 'shop', newId = randomId } = config;
  const base = `anxin:{${tag}}`;
  const library = readLibrary();
  const node = randomToken();
  const greeting = createGreeting({ base, library, newEpoch: newId(), acceptsLoss, logger });
  const connection = createConnection({
    address,
    greet: greeting.greet,
    deadlineMs: config.deadlineMs ?? defaultDeadlineMs,
    openWithinMs: config.openWithinMs ?? defaultOpenWithinMs,
    maxQueued: config.maxQueued ?? defaultMaxQueued,
    logger,
  });
  try {
    await connection.open();
  } catch (thrown) {
    await connection.close(async () => undefined);
    throw thrown;
  }

  const link = { send: connection.send, base, node, library: library.name };
  const carryOut = createCarryOut(link, config.clock);
  const forgetting = createForgetting(connection.sendOnce, logger);
  const call: Call = async (name, request) => {
    const reply = await carryOut(functions[name], request);
    if (name === 'erase' || name === 'deleteDocument') forgetting.ask();
    return reply;
  };
  const tryOnce = createCarryOut({ ...link, send: connection.sendOnce });
  const stay = await stayAmongNodes({ beatOnce: tryOnce, carryOut });
  const hints = await readHints({ address, base, node, send: connection.send, logger });
  return {
    ...createTurnPort(call, hints.written),
    ...createWorkPorts(call),
    ...createRecordPorts(call),
    ...createPresencePort(carryOut),
    ...greeting.life(),
    nodes: stay.nodes,
    counters: createCounters(tryOnce),
    health: () =>
      readHealth({
        connection,
        acceptsLoss,
        library: library.name,
        probe: () => carryOut(probe, null),
        isForgettingDue: () => forgetting.isDue,
      }),
    backup: () => Promise.reject(noBackup()),
    async close() {
      const goodbye = () => Promise.all([forgetting.finish(), stay.end()]).then(() => undefined);
      await Promise.all([connection.close(goodbye), hints.close()]);
    },
  };
}

const probe: StoreFunction<null, null> = {
  name: 'probe',
  kind: 'write',
  encode: () => null,
  read: () => null,
};

function createPresencePort(carryOut: CarryOut): PresenceStore {
  return {
    async heartbeat(beat) {
      await carryOut(presenceFunctions.heartbeat, beat);
    },
    async listPresence() {
      const there = await carryOut(presenceFunctions.listPresence, null);
      return [...there].sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    },
  };
}

function noBackup(): AppError {
  const remedy = 'redis-cli --rdb <file> copies it beside the running server';
  return new AppError('BAD_REQUEST', `Redis is backed up by its own tools: ${remedy}`);
}
