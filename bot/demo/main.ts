import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAppError } from '../../src/kernel/errors.ts';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { endOnSignal } from '../end-on-signal.ts';
import { createLogger } from '../logging.ts';
import { serve } from '../server.ts';
import { seedDemo } from './seed-demo.ts';

await main();

/** A server with three shoppers in the queue; its data lives in a temporary folder and goes with it. */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-demo-'));
  const clearAway = () => rm(dataDir, { recursive: true, force: true });
  try {
    const config = { ...readConfig(), dataDir, redis: null };
    // Lines of a log would hide what is printed for people.
    const logger = createLogger('warn');
    const anxin = await compose(config, logger);
    const server = await serve(anxin);
    endOnSignal(server, logger, clearAway);
    await seedDemo(server.url);
    process.stdout.write(welcome(server.url, anxin.secrets.apiToken));
  } catch (error) {
    await clearAway();
    const { code, message } = toAppError(error);
    process.stderr.write(`anxin cannot start: ${code}\n${message}\n`);
    process.exit(1);
  }
}

function welcome(url: string, token: string): string {
  return `
演示已就绪，三位顾客正在排队。按 Ctrl+C 结束，演示数据随之删除。

  顾客页  ${url}/
  工作台  ${url}/desk
  令牌    ${token}
  姓名    林溪（也可以用别的名字）

`;
}
