import { setTimeout as pause } from 'node:timers/promises';
import type { WriteHint } from '../../conversation/turn-store.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import { createSignal, type Signal } from '../../kernel/signal.ts';
import type { RedisAddress, Send } from './client.ts';
import { createLink, type RedisLink } from './link.ts';
import type { Reply } from './replies.ts';

interface HintsConfig {
  readonly address: RedisAddress;
  readonly base: string;
  /** Its own writes are not told again. */
  readonly node: string;
  /** For questions that do not wait for something to happen. */
  readonly send: Send;
  readonly logger: Logger;
}

export interface Hints {
  /** Where they are told. */
  readonly written: Signal<WriteHint>;
  close(): Promise<void>;
}

/** Below the silence after which a connection is taken for half open. */
const blockMs = 1_000;
/** Above it: then the link is the one to notice. */
const answerWithinMs = 5_000;
const batch = 512;
const pauseMs = 200;

/** Tells what other nodes write, by one reader that waits on a connection of its own. From now on, not from before. */
export async function readHints(config: HintsConfig): Promise<Hints> {
  const { address, send, base, node, logger } = config;
  const key = `${base}:hints`;
  const written = createSignal<WriteHint>();
  let isClosed = false;
  let isTold = false;
  const { promise: firstTry, resolve: endFirstTry } = Promise.withResolvers<void>();
  const link = createLink({
    address,
    maxQueued: 1,
    onUp: endFirstTry,
    onDown(cause) {
      tellOnce(cause);
      endFirstTry();
    },
  });

  function tellOnce(thrown: unknown): void {
    if (isClosed || isTold) return;
    logger.warn({ err: thrown }, 'no hints of other nodes; trying again');
    isTold = true;
  }

  async function follow(from: string): Promise<void> {
    // Asked sooner, the link would refuse, and a start in good order would be told as a break.
    await firstTry;
    for (let place = from; !isClosed; ) {
      try {
        place = await readOn({ link, key, place }, (by, hint) => by !== node && written.emit(hint));
        isTold = false;
      } catch (thrown) {
        if (isClosed) return;
        tellOnce(thrown);
        await pause(pauseMs);
        place = await placeAfterBreak(send, key, place);
      }
    }
  }

  const running = follow(await newestPlace(send, key));
  return {
    written,
    async close() {
      isClosed = true;
      link.destroy();
      endFirstTry();
      await running;
    },
  };
}

interface Reading {
  readonly link: RedisLink;
  readonly key: string;
  /** Id of the last hint that was read. */
  readonly place: string;
}

/** Waits for hints and tells them; returns the new place. */
async function readOn(
  { link, key, place }: Reading,
  tell: (by: string | undefined, hint: WriteHint) => void,
): Promise<string> {
  const wait = ['XREAD', 'COUNT', String(batch), 'BLOCK', String(blockMs), 'STREAMS', key, place];
  const reply = await link.answer(wait, performance.now() + answerWithinMs);
  const entries = entriesOf(reply, key);
  for (const [, [, conversationId, , head, , by]] of entries) {
    // Written by the library from the id of a conversation that is there.
    tell(by, { conversationId: conversationId as ConversationId, head: Number(head) });
  }
  return entries.at(-1)?.[0] ?? place;
}

type HintEntry = readonly [id: string, fields: readonly string[]];

/** One stream was asked for; the client gives it by name, or as the first of a list where Redis speaks the older protocol. */
function entriesOf(reply: Reply, key: string): readonly HintEntry[] {
  if (reply === null) return [];
  const streams = (
    Array.isArray(reply) ? Object.fromEntries(reply as [string, Reply][]) : reply
  ) as Record<string, readonly HintEntry[]>;
  return streams[key] ?? [];
}

async function newestPlace(send: Send, key: string): Promise<string> {
  const [newest] = (await send(['XREVRANGE', key, '+', '-', 'COUNT', '1'])) as readonly HintEntry[];
  return newest?.[0] ?? '0-0';
}

/** Goes back where the stream has: another Redis may have taken over, whose clock is behind. */
async function placeAfterBreak(send: Send, key: string, place: string): Promise<string> {
  try {
    const newest = await newestPlace(send, key);
    return isBefore(newest, place) ? newest : place;
  } catch {
    // Redis is still away: the next look finds out.
    return place;
  }
}

function isBefore(one: string, other: string): boolean {
  const [ms = 0, n = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherN = 0] = other.split('-').map(Number);
  return ms < otherMs || (ms === otherMs && n < otherN);
}
