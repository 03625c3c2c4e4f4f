import { toAppError } from '../src/kernel/errors.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { createLogger } from './logging.ts';
import { type RunningServer, serve } from './server.ts';

/** A server that has not drained by then is ended; what was acknowledged is durable all the same. */
const drainLimitMs = 20_000;

await main();

async function main(): Promise<void> {
  try {
    const config = readConfig();
    const logger = createLogger(config.logLevel);
    const anxin = await compose(config, logger);
    const server = await serve(anxin);
    endOnSignal(server, logger);
    const revision = anxin.knowledge.current().revision.id;
    logger.info({ url: server.url, dataDir: config.dataDir, revision }, 'ready');
  } catch (error) {
    const { code, message } = toAppError(error);
    process.stderr.write(`anxin cannot start: ${code}\n${message}\n`);
    process.exit(1);
  }
}

function endOnSignal(server: RunningServer, logger: Logger): void {
  let isEnding = false;
  const end = async (signal: string) => {
    if (isEnding) return;
    isEnding = true;
    logger.info({ signal }, 'draining');
    setTimeout(() => process.exit(1), drainLimitMs).unref();
    await server.drain();
    logger.info({ signal }, 'stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void end(signal));
  }
}
