import type { Logger } from '../src/kernel/logger.ts';
import type { RunningServer } from './server.ts';

/** A server that has not drained by then is ended; what was acknowledged is durable all the same. */
const drainLimitMs = 20_000;

/** Drains the server on SIGTERM and SIGINT, does what is left to do, and ends the process. */
export function endOnSignal(
  server: RunningServer,
  logger: Logger,
  afterwards: () => Promise<void> = async () => undefined,
): void {
  let isEnding = false;
  const end = async (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    logger.info({ signal }, 'draining');
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    await server.drain();
    await afterwards();
    logger.info({ signal }, 'stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void end(signal));
  }
}
