import { toAppError } from '../src/kernel/errors.ts';
import { compose } from './compose.ts';
import { readConfig } from './config.ts';
import { endOnSignal } from './end-on-signal.ts';
import { createLogger } from './logging.ts';
import { serve } from './server.ts';
import { tidyMemory } from './tidy-memory.ts';

await main();

async function main(): Promise<void> {
  try {
    const config = readConfig();
    const logger = createLogger(config.logLevel);
    const anxin = await compose(config, logger);
    tidyMemory();
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
