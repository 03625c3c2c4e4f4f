import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Send } from './client.ts';
import { findWeaknesses, refuseWeak } from './durability.ts';
import type { Library } from './library.ts';
import type { Reply } from './replies.ts';

/** What each new connection goes through before calls may use it: it may be another server, or the same one emptied. */
export type Greet = (send: Send) => Promise<void>;

export interface Greeting {
  readonly greet: Greet;
  /** Known once the first greeting is over. */
  life(): StoreLife;
}

export interface StoreLife {
  readonly epoch: string;
  readonly lastTimeMs: number;
}

interface GreetingConfig {
  readonly base: string;
  readonly library: Library;
  /** Taken as the epoch of an empty store. */
  readonly newEpoch: string;
  readonly acceptsLoss: boolean;
  readonly logger: Logger;
}

export function createGreeting(config: GreetingConfig): Greeting {
  let life: StoreLife | undefined;

  return {
    async greet(send) {
      await demandDurability(send, config);
      await loadLibrary(send, config.library);
      if (life === undefined) life = await beginLife(send, config);
      else await recogniseLife(send, config, life);
    },
    life() {
      if (life === undefined) throw new AppError('STORE_DOWN', 'Redis has not been greeted yet');
      return life;
    },
  };
}

/** Refuses a Redis that would lose what it acknowledges, or takes it and says so. */
export async function demandDurability(
  send: Send,
  { acceptsLoss, logger }: Pick<GreetingConfig, 'acceptsLoss' | 'logger'>,
): Promise<void> {
  const weaknesses = await findWeaknesses(send);
  if (weaknesses.length === 0) return;
  if (!acceptsLoss) throw refuseWeak(weaknesses);
  logger.warn({ weaknesses }, 'Redis may lose what was acknowledged; REDIS_ACCEPT_LOSS accepts it');
}

/** Loads the functions where they are missing. */
export async function loadLibrary(send: Send, { name, text }: Library): Promise<void> {
  const present = await send(['FUNCTION', 'LIST', 'LIBRARYNAME', name]);
  if (Array.isArray(present) && present.length > 0) return;
  try {
    await send(['FUNCTION', 'LOAD', text]);
  } catch (thrown) {
    // Another node was faster; the name carries the hash of the text, so it is the same one.
    const isThere = thrown instanceof Error && /already exists/.test(thrown.message);
    if (!isThere) throw thrown;
  }
}

async function beginLife(send: Send, config: GreetingConfig): Promise<StoreLife> {
  const [epoch, lastTimeMs] = (await callPlainly(send, config, 'open', {
    epoch: config.newEpoch,
  })) as readonly Reply[];
  return { epoch: String(epoch), lastTimeMs: Number(lastTimeMs) };
}

/** Watermarks that clients hold belong to one life of the store: with another one under them they would skip messages. */
async function recogniseLife(send: Send, config: GreetingConfig, life: StoreLife): Promise<void> {
  const epoch = await callPlainly(send, config, 'read_epoch', null);
  if (epoch === life.epoch) return;
  throw new AppError(
    'STORE_DOWN',
    `Redis holds ${epoch === null ? 'no store' : `the store ${epoch}`} in the place of ${life.epoch}: it was emptied or restored; restart this server`,
  );
}

function callPlainly(
  send: Send,
  { base, library }: GreetingConfig,
  name: string,
  request: unknown,
) {
  const envelope = JSON.stringify({ now: null, id: name, node: '', request });
  return send(['FCALL', `${library.name}_${name}`, '1', base, envelope]);
}
