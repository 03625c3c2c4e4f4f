import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Send } from './client.ts';
import type { Greet } from './greet.ts';
import { judgeError, type Verdict } from './judge-error.ts';

/** Keeps calls from a connection that has not been greeted. */
export interface Gate {
  /** There is a connection: greets it, again and again until it goes well or there is another one. */
  meet(): void;
  /** The connection is gone. */
  lose(cause: unknown): void;
  /** Why the gate is closed; undefined when it is open. */
  findProblem(): AppError | undefined;
  /** Whether it is closed by something that somebody has to put right. */
  hasLastingProblem(): boolean;
  close(): void;
}

interface GateConfig {
  readonly send: Send;
  readonly greet: Greet;
  readonly logger: Logger;
}

/** While Redis reads its data in, each greeting fails with LOADING. */
const pauseMs = 100;

export function createGate({ send, greet, logger }: GateConfig): Gate {
  let problem: Verdict | undefined = passing('Redis has not answered yet');
  /** Counts connections: what belongs to an earlier one does not concern this one. */
  let connections = 0;

  async function greetUntilDone(own: number): Promise<void> {
    while (own === connections) {
      const failure = await tryGreet();
      if (own !== connections) return;
      tellOnce(failure);
      problem = failure;
      if (failure === undefined) return;
      await pause(pauseMs);
    }
  }

  async function tryGreet(): Promise<Verdict | undefined> {
    try {
      await greet(send);
      return undefined;
    } catch (thrown) {
      return judgeError(thrown);
    }
  }

  function tellOnce(failure: Verdict | undefined): void {
    if (failure === undefined) logger.info({}, 'Redis is ready');
    else if (failure.error.message !== problem?.error.message) {
      logger.warn({ err: failure.error }, 'Redis cannot be used yet; trying again');
    }
  }

  return {
    meet() {
      connections += 1;
      problem ??= passing('Redis is being greeted');
      void greetUntilDone(connections);
    },
    lose(cause) {
      connections += 1;
      if (problem === undefined) logger.warn({ err: cause }, 'Redis is gone; trying again');
      problem = judgeError(cause);
    },
    findProblem: () => problem?.error,
    hasLastingProblem: () => problem?.mayRepeat === false,
    close() {
      connections += 1;
      problem = passing('the store is closed');
    },
  };
}

function passing(message: string): Verdict {
  return { error: new AppError('STORE_DOWN', message), mayRepeat: true };
}
