import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../../kernel/logger.ts';
import type { Send } from './client.ts';
import { judgeError } from './judge-error.ts';

/** Rewrites the append-only file after something was erased: until then the old text stands in it. */
export interface Forgetting {
  /** Asks for it; several that come together share one rewriting. */
  ask(): void;
  /** Whether something erased stands in the file that no rewriting has begun to leave out. */
  readonly isDue: boolean;
  /** Waits until Redis has heard of the last request, or cannot be reached. */
  finish(): Promise<void>;
}

/** Redis rewrites in a process of its own, and one at a time. */
const retryMs = 1_000;
/** Rewriting costs as much as all that is kept: not more often than that. */
const gapMs = 30_000;

export function createForgetting(send: Send, logger: Logger): Forgetting {
  let isDue = false;
  let isFinishing = false;
  let work: Promise<void> | undefined;
  const resting = new AbortController();

  async function run(): Promise<void> {
    while (isDue) {
      // What is erased from now on may come too late for this rewriting, and asks for another.
      isDue = false;
      const isBegun = await tryRewrite();
      if (!isBegun) isDue = true;
      if (isFinishing) break;
      await rest(isBegun ? gapMs : retryMs);
    }
    work = undefined;
  }

  async function tryRewrite(): Promise<boolean> {
    try {
      await send(['BGREWRITEAOF']);
      return true;
    } catch (thrown) {
      const { error, mayRepeat } = judgeError(thrown);
      if (mayRepeat || /already in progress/.test(error.message)) return false;
      const remedy = 'erased text stays in the append-only file: let REDIS_URL do BGREWRITEAOF';
      logger.error({ err: error }, remedy);
      return true;
    }
  }

  async function rest(ms: number): Promise<void> {
    // Finishing ends the rest early.
    await pause(ms, undefined, { signal: resting.signal, ref: false }).catch(() => undefined);
  }

  return {
    get isDue() {
      return isDue;
    },
    ask() {
      isDue = true;
      work ??= run();
    },
    async finish() {
      isFinishing = true;
      resting.abort();
      await work;
    },
  };
}
