import { fileURLToPath } from 'node:url';
import { toAppError } from '../../src/kernel/errors.ts';
import { type Config, environmentWith, readConfig } from '../config.ts';
import { createLogger } from '../logging.ts';
import { nodeFlags } from '../node-flags.ts';
import { type Backend, startBalancer } from './balancer.ts';
import { type KeptRunning, keepRunning, type Program } from './keep-running.ts';
import { describeRedis } from './own-redis.ts';

const nodeCount = 2;
const loopback = '127.0.0.1';
const startFile = fileURLToPath(new URL('../start.js', import.meta.url));

await main();

/** Redis, two nodes and a balancer in front of them, on the ports from PORT on. */
async function main(): Promise<void> {
  try {
    const config = readConfig();
    const logger = createLogger(config.logLevel);
    const nodes = Array.from({ length: nodeCount }, (_, at) => ({
      host: loopback,
      port: config.port + 1 + at,
    }));
    const programs = describePrograms(config, nodes);
    const balancer = await startBalancer(config, nodes);
    const kept = programs.map((program) => keepRunning(program, logger));
    logger.info({ url: `http://${config.host}:${balancer.port}`, nodes }, 'balancing');
    endInOrder(kept, balancer);
  } catch (error) {
    const { code, message } = toAppError(error);
    process.stderr.write(`anxin cannot start: ${code}\n${message}\n`);
    process.exit(1);
  }
}

/** In the order in which they begin: nodes wait for Redis. */
function describePrograms(config: Config, nodes: readonly Backend[]): readonly Program[] {
  const { dataDir, redis } = config;
  const ownPort = config.port + 1 + nodes.length;
  const own =
    redis === null ? describeRedis(dataDir, { port: ownPort, env: environmentWith({}) }) : null;
  const ofNodes = nodes.map(({ host, port }, at) => ({
    name: `node-${at + 1}`,
    command: process.execPath,
    args: [...nodeFlags, startFile],
    // One folder for all: the secrets and the uploaded files are the same then.
    env: environmentWith({
      HOST: host,
      PORT: String(port),
      DATA_DIR: dataDir,
      ...(own && { REDIS_URL: own.url }),
    }),
  }));
  return own ? [own.program, ...ofNodes] : ofNodes;
}

/** The nodes drain while Redis still takes what they finish; it ends last. */
function endInOrder(
  kept: readonly KeptRunning[],
  balancer: { stop(): void; close(): Promise<void> },
) {
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    balancer.stop();
    const nodes = kept.slice(-nodeCount);
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all(kept.filter((one) => !nodes.includes(one)).map((redis) => redis.stop()));
    await balancer.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
}
