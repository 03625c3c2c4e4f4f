import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { StoreSource, StoreTarget } from '../copy/contents.ts';
import type { StoreRecord } from '../copy/store-record.ts';
import { type CarryOut, createCarryOut, randomToken } from './carry-out.ts';
import type { RedisAddress } from './client.ts';
import { type Connection, createConnection } from './connection.ts';
import { dumpRedis } from './dump-redis.ts';
import { reading, writing } from './functions.ts';
import { demandDurability, type Greet, loadLibrary } from './greet.ts';
import { encodeIndexValue } from './index-value.ts';
import { readLibrary } from './library.ts';
import { type Nodes, nodeFunctions } from './nodes.ts';
import type { Reply } from './replies.ts';

export interface RedisContentsConfig {
  readonly address: RedisAddress;
  readonly logger: Logger;
  /** As in RedisStoreConfig. */
  readonly tag?: string;
  /**
   * How long a Redis that cannot be reached is waited for.
   * @default 5000
   */
  readonly openWithinMs?: number;
}

/** Whoever copies can wait longer than a shopper, and must not give up over a restart of Redis. */
const deadlineMs = 60_000;
const defaultOpenWithinMs = 5_000;

/** Opens the store in a Redis to be read; no node may use it, and none may begin to meanwhile. */
export async function openRedisSource(config: RedisContentsConfig): Promise<StoreSource> {
  const { connection, carryOut } = await open(config, async () => undefined);
  try {
    const atFirst = await carryOut(nodeFunctions.readNodes, null);
    if (atFirst.here > 0) throw inUse(atFirst);
    const { epoch } = await carryOut(readLife, null);
    return {
      epoch,
      dump: () => dumpRedis(carryOut),
      async checkAlone() {
        const now = await carryOut(nodeFunctions.readNodes, null);
        if (now.here > 0 || now.opened > atFirst.opened) throw inUse(now);
      },
      close: () => connection.close(async () => undefined),
    };
  } catch (thrown) {
    await connection.close(async () => undefined);
    throw thrown;
  }
}

interface RedisTargetConfig extends RedisContentsConfig {
  /** Takes a Redis that may lose what it has acknowledged. */
  readonly acceptsLoss: boolean;
}

/** Claims the empty keys of a Redis for a store; what a copy that was cut off has left there is removed. */
export async function openRedisTarget(config: RedisTargetConfig): Promise<StoreTarget> {
  const { connection, carryOut } = await open(config, (send) => demandDurability(send, config));
  const token = randomToken();
  try {
    await carryOut(loadFunctions.begin, { token });
    for (let cursor = '0'; ; ) {
      cursor = await carryOut(loadFunctions.clear, { token, cursor });
      if (cursor === '0') break;
    }
    return {
      load: async (records) => {
        await carryOut(loadFunctions.load, { token, records });
      },
      dump: () => dumpRedis(carryOut),
      finish: async (epoch) => {
        await carryOut(loadFunctions.finish, { token, epoch });
      },
      close: () => connection.close(async () => undefined),
    };
  } catch (thrown) {
    await connection.close(async () => undefined);
    throw thrown;
  }
}

async function open(
  { address, logger, tag = 'shop', openWithinMs = defaultOpenWithinMs }: RedisContentsConfig,
  demand: Greet,
): Promise<{ readonly connection: Connection; readonly carryOut: CarryOut }> {
  const library = readLibrary();
  const connection = createConnection({
    address,
    async greet(send) {
      await demand(send);
      await loadLibrary(send, library);
    },
    deadlineMs,
    openWithinMs,
    maxQueued: 256,
    logger,
  });
  try {
    await connection.open();
  } catch (thrown) {
    await connection.close(async () => undefined);
    throw thrown;
  }
  const { send } = connection;
  const link = { send, base: `anxin:{${tag}}`, node: randomToken(), library: library.name };
  return { connection, carryOut: createCarryOut(link) };
}

const readLife = reading<null, { readonly epoch: string }>('read_life', asIs, (reply) => {
  if (reply === null) throw new AppError('NOT_FOUND', 'there is no store in this Redis');
  const [, epoch] = reply as readonly Reply[];
  return { epoch: String(epoch) };
});

interface Loading {
  readonly token: string;
}

const loadFunctions = {
  begin: writing<Loading, true>('begin_load'),
  clear: {
    ...writing<Loading & { readonly cursor: string }, string>('clear_load'),
    read: (reply: Reply) => String(reply),
  },
  load: {
    ...writing<Loading & { readonly records: readonly StoreRecord[] }, true>('load_records'),
    encode: ({ token, records }: { token: string; records: readonly StoreRecord[] }) => ({
      token,
      records: records.map(encodeRecord),
    }),
  },
  finish: writing<Loading & { readonly epoch: string }, true>('finish_load'),
};

function encodeRecord(record: StoreRecord) {
  if (record.kind !== 'document') return record;
  const indexes = record.indexes.map(([name, value]) => [name, encodeIndexValue(value)]);
  return { ...record, indexes };
}

function asIs(request: unknown): unknown {
  return request;
}

function inUse({ here }: Nodes): AppError {
  const who = here > 0 ? `${here} nodes use this Redis` : 'a node has used this Redis meanwhile';
  const remedy = 'stop all nodes, wait ten seconds, and run it again';
  return new AppError('STORE_LOCKED', `${who}: ${remedy}`);
}
