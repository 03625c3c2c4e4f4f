import type { Logger } from '../../src/kernel/logger.ts';

/** Work that is looked for again and again, never twice at once. */
export interface Sweep {
  /** At once, for what an earlier life left, and every `everyMs` from then on. */
  start(): void;
  /** Resolves when all that was there to do at this moment has been tried. */
  runNow(): Promise<void>;
  /** Takes up nothing new and waits for what is under way. */
  drain(): Promise<void>;
}

interface SweepDeps {
  /** For the log. */
  readonly name: string;
  readonly everyMs: number;
  /** Takes up what there is, once; returns whether there may be more. */
  readonly work: () => Promise<boolean>;
  readonly logger: Logger;
}

export function createSweep({ name, everyMs, work, logger }: SweepDeps): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let isDraining = false;

  async function sweep(): Promise<void> {
    try {
      for (let hasMore = true; hasMore && !isDraining; ) {
        isAskedAgain = false;
        hasMore = (await work()) || isAskedAgain;
      }
    } catch (error) {
      logger.warn({ err: error, sweep: name }, 'a sweep failed; it runs again');
    }
    running = undefined;
  }

  async function runNow(): Promise<void> {
    isAskedAgain = true;
    running ??= sweep();
    await running;
  }

  return {
    runNow,
    start() {
      timer = setInterval(() => void runNow(), everyMs);
      void runNow();
    },
    async drain() {
      isDraining = true;
      clearInterval(timer);
      await running;
    },
  };
}
