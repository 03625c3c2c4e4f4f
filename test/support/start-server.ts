import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../../bot/node-flags.ts';
import { listens } from './listens.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedServer {
  readonly url: string;
  readonly port: number;
  readonly apiToken: string;
  readonly directLineSecret: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Everything it has printed so far. */
  log(): string;
  /** SIGTERM, then its exit code. Removes the data folder when this server made it. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a crash would end it. The data folder stays. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, by whatever cause. */
  readonly ended: Promise<void>;
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept between two lives of a server; unset: a new temporary folder. */
  readonly dataDir?: string;
  readonly port?: number;
  /**
   * How long it may take until it is ready: much longer than the 3 s promised where the machine has other work.
   * @default 200_000
   */
  readonly readyLimitMs?: number;
}

const defaultReadyLimitMs = 200_000;

/** Starts the real server as its own process and waits until it is ready. */
export async function startServer(options: StartOptions = {}): Promise<StartedServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'anxin-')));
  const port = options.port ?? (await freePort());
  const child = spawn(process.execPath, [...nodeFlags, 'bot/start.js'], {
    cwd: project,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      RATE_LIMITS: 'off',
      ...options.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const ended = once(child, 'exit').then(() => undefined);
  const url = `http://127.0.0.1:${port}`;
  try {
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    await waitUntilReady(url, { hasEnded, limitMs: options.readyLimitMs });
  } catch (cause) {
    child.kill('SIGKILL');
    throw new Error(`the server did not become ready:\n${printed.join('')}`, { cause });
  }
  const secrets = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'));
  return {
    url,
    port,
    dataDir,
    apiToken: options.env?.['API_TOKEN'] ?? secrets.apiToken,
    directLineSecret: options.env?.['DIRECTLINE_SECRET'] ?? secrets.directLineSecret,
    pid: child.pid ?? 0,
    log: () => printed.join(''),
    async stop() {
      await end(child, 'SIGTERM');
      if (options.dataDir === undefined)
        await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      return child.exitCode;
    },
    kill: () => end(child, 'SIGKILL'),
    ended,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

interface ReadyOptions {
  readonly hasEnded?: () => boolean;
  readonly limitMs?: number | undefined;
}

/** Asks /readyz until it says yes. */
export async function waitUntilReady(
  url: string,
  { hasEnded = () => false, limitMs = defaultReadyLimitMs }: ReadyOptions = {},
): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline && !hasEnded()) {
    const response = (await listens(url)) ? await fetch(`${url}/readyz`).catch(() => null) : null;
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} is not ready`);
}

/** Below those that systems lend to connections: no client of another test sits on one between two lives of a server. */
const ownPorts = { first: 20_000, count: 1_500 };
/** Workers of the test runner at most; each has ports of its own, so that none takes another's between two lives. */
const mostWorkers = 8;
/** One is lent once: what was begun on it may begin again. */
const lentPorts = new Set<number>();

/** A port nobody listens on at this moment, and nobody else will ask for. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 0) % mostWorkers;
  const port = ownPorts.first + worker * ownPorts.count + randomInt(ownPorts.count);
  if (lentPorts.has(port)) return freePort();
  lentPorts.add(port);
  const probe = createServer().listen(port, '127.0.0.1');
  const isFree = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}
