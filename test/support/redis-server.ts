import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { freePort } from './start-server.ts';

/** A real Redis of our own, on a free port of this machine. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly directory: string;
  /** Sends one command and returns the reply as JSON. */
  ask(...args: readonly string[]): Promise<string>;
  /** SIGKILL, as a crash would end it. The data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same port and data, perhaps with other settings. */
  start(settings?: Settings): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

type Settings = Readonly<Record<string, string>>;

const durable: Settings = {
  appendonly: 'yes',
  appendfsync: 'always',
  'maxmemory-policy': 'noeviction',
  save: '',
};

/** Starts Redis as a shop should run it; `settings` say otherwise. `envFor` tells what is to be in its environment. */
export async function startRedis(
  program: string,
  settings: Settings = {},
  envFor: (directory: string) => Settings = () => ({}),
): Promise<RedisServer> {
  const directory = await mkdtemp(join(memoryOrDisk(), 'anxin-redis-'));
  const port = await freePort();
  const env = envFor(directory);
  let child = await run(program, { directory, port, settings, env });
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    directory,
    ask: (...args) => askRedis(port, args),
    kill: () => end(child, 'SIGKILL'),
    async start(other = settings) {
      child = await run(program, { directory, port, settings: other, env });
    },
    async stop() {
      await end(child, 'SIGKILL');
      // Its child that rewrites the file of appends may outlive it by a moment.
      await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Starts Redis as the one node of a cluster, and waits until the cluster has found itself whole. */
export async function startClusterNode(program: string): Promise<RedisServer> {
  const settings = { 'cluster-enabled': 'yes', 'cluster-port': String(await freePort()) };
  const redis = await startRedis(program, settings);
  await redis.ask('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  while (!(await redis.ask('CLUSTER', 'INFO')).includes('cluster_state:ok')) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return redis;
}

/** A flush per write costs nothing in memory, and outlives the end of a process there as well. */
export function memoryOrDisk(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

interface Place {
  readonly directory: string;
  readonly port: number;
  readonly settings: Settings;
  readonly env: Settings;
}

async function run(program: string, place: Place): Promise<ChildProcess> {
  const { directory, port, settings, env } = place;
  const own = { bind: '127.0.0.1', port: String(port), dir: directory, ...durable, ...settings };
  const args = Object.entries(own).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  while (!/Ready to accept connections/.test(printed.join(''))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended:\n${printed.join('')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** Sends one command over a connection of its own and returns the reply as JSON. */
export async function askRedis(port: number, args: readonly string[]): Promise<string> {
  const socket = { host: '127.0.0.1', port, reconnectStrategy: false } as const;
  const client = createClient({ RESP: 2, socket });
  // A failure is told by the call that meets it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return JSON.stringify(await client.sendCommand(args));
  } finally {
    client.destroy();
  }
}
