import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { RedisAddress, Send } from './client.ts';
import { createGate, type Gate } from './gate.ts';
import type { Greet } from './greet.ts';
import { judgeError } from './judge-error.ts';
import { createLink, type RedisLink } from './link.ts';
import type { Reply } from './replies.ts';

export interface ConnectionConfig {
  readonly address: RedisAddress;
  readonly greet: Greet;
  /** How long a call is repeated before it fails. */
  readonly deadlineMs: number;
  /** How long Redis may take until it can be used at first; what will not pass by itself is told at once. */
  readonly openWithinMs: number;
  /** Calls that may wait for their answer at once. */
  readonly maxQueued: number;
  readonly logger: Logger;
}

/** Calls that survive broken connections, restarts and failovers of Redis for as long as their deadline lasts. */
export interface Connection {
  /** Sends until there is an answer: only for what may be repeated. Refused once the connection closes. */
  readonly send: Send;
  /** Sends once, on the connection as it is. */
  readonly sendOnce: Send;
  /** Calls that wait for their answer. */
  readonly queued: number;
  /** Commands that were sent again, since the start. */
  readonly repeats: number;
  /** Why nothing can be sent now. */
  findProblem(): AppError | undefined;
  /** Waits for the first greeting; throws what keeps it from coming about. */
  open(): Promise<void>;
  /** Finishes what was begun and what `afterwards` does by `sendOnce`; refuses calls at once. */
  close(afterwards: () => Promise<void>): Promise<void>;
}

const firstPauseMs = 10;
const longestPauseMs = 250;

export function createConnection(config: ConnectionConfig): Connection {
  const { deadlineMs, maxQueued } = config;
  const inFlight = new Set<Promise<Reply>>();
  const gate = createGate({ ...config, send: (args) => link.send(args) });
  const link: RedisLink = createLink({ ...config, onUp: gate.meet, onDown: gate.lose });
  let repeats = 0;
  let isClosed = false;

  async function sendUntil(deadline: number, args: readonly string[]): Promise<Reply> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const failure = gate.findProblem() ?? (await tryOnce(deadline, args));
      if (!(failure instanceof AppError)) return failure.reply;
      if (performance.now() + pauseMs >= deadline) throw failure;
      await pause(pauseMs);
      repeats += 1;
    }
  }

  async function tryOnce(
    deadline: number,
    args: readonly string[],
  ): Promise<AppError | { readonly reply: Reply }> {
    try {
      return { reply: await link.answer(args, deadline) };
    } catch (thrown) {
      const { error, mayRepeat, isStranger } = judgeError(thrown);
      if (!mayRepeat) throw error;
      // Of many that find it out at once, one has it greeted.
      if (isStranger && gate.findProblem() === undefined) gate.meet();
      return error;
    }
  }

  return {
    sendOnce: (args) => link.send(args),
    findProblem: gate.findProblem,
    get queued() {
      return inFlight.size;
    },
    get repeats() {
      return repeats;
    },
    async send(args) {
      if (isClosed) throw new AppError('STORE_DOWN', 'the store is closed');
      if (inFlight.size >= maxQueued) {
        throw new AppError('STORE_BUSY', `${maxQueued} calls wait for Redis already`);
      }
      const work = sendUntil(performance.now() + deadlineMs, args);
      inFlight.add(work);
      return work.finally(() => inFlight.delete(work));
    },
    open: () => waitForOpen(gate, performance.now() + config.openWithinMs),
    async close(afterwards) {
      isClosed = true;
      await Promise.allSettled(inFlight);
      await afterwards();
      gate.close();
      await link.close();
    },
  };
}

async function waitForOpen(gate: Gate, deadline: number): Promise<void> {
  for (let problem = gate.findProblem(); problem; problem = gate.findProblem()) {
    if (gate.hasLastingProblem() || performance.now() > deadline) throw problem;
    await pause(firstPauseMs);
  }
}
