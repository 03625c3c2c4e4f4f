import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../src/kernel/errors.ts';
import { newId } from '../../src/kernel/random.ts';
import type { Program } from './keep-running.ts';

export interface OwnRedis {
  readonly program: Program;
  readonly url: string;
}

/** Every setting that the store demands, and no snapshot, which would keep what was erased. */
const durable = ['appendonly yes', 'appendfsync always', 'maxmemory-policy noeviction', 'save ""'];

/** The machine's redis-server, for this machine only, with a password of its own for as long as it runs. */
export function describeRedis(
  dataDir: string,
  { port, env }: { readonly port: number; readonly env: Program['env'] },
): OwnRedis {
  if (spawnSync('redis-server', ['--version']).error) {
    const remedy = 'install it (apt-get install redis-server) or name one by REDIS_URL';
    throw new AppError('CONFIG_INVALID', `there is no redis-server on this machine: ${remedy}`);
  }
  const directory = join(dataDir, 'redis');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const password = newId();
  const settings = [
    'bind 127.0.0.1',
    // Always the same one: while another server still writes this folder, a second cannot begin.
    `port ${port}`,
    `dir ${JSON.stringify(directory)}`,
    `requirepass ${password}`,
    'loglevel warning',
    ...durable,
  ];
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    program: {
      name: 'redis',
      command: 'redis-server',
      args: ['-'],
      env,
      input: `${settings.join('\n')}\n`,
    },
  };
}
