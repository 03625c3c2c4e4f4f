import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, waitUntilReady } from './start-server.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const nodeNames = ['node-1', 'node-2'] as const;

/** Two nodes at once take seconds, and minutes where the machine has much other work. */
const readyLimitMs = 240_000;

type NodeName = (typeof nodeNames)[number];

/** `npm run cluster` on free ports: Redis, two nodes and the balancer. */
export interface Cluster {
  /** Of the balancer. */
  readonly url: string;
  readonly apiToken: string;
  readonly nodes: readonly { readonly name: NodeName; readonly url: string }[];
  /** Of the program's present life. */
  pidOf(name: NodeName | 'redis'): number;
  /** SIGKILL; the cluster begins it again by itself. Resolves when it serves again. */
  kill(name: NodeName): Promise<void>;
  /** SIGTERM, then the exit code. Removes its data. */
  stop(): Promise<number | null>;
}

export async function startCluster(env: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-cluster-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['bot/cluster/main.ts'], {
    cwd: project,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += String(chunk);
  });
  const nodes = nodeNames.map((name, n) => ({ name, url: `http://127.0.0.1:${port + 1 + n}` }));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
    return child.exitCode;
  };
  const hasEnded = () => child.exitCode !== null;
  try {
    await Promise.all([url, ...nodes.map((node) => node.url)].map((one) => ready(one, hasEnded)));
  } catch (cause) {
    await stop();
    throw new Error(`the cluster did not become ready:\n${printed}`, { cause });
  }
  const { apiToken } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'));
  const pidsOf = (name: string) =>
    [...printed.matchAll(new RegExp(`"program":"${name}","pid":(\\d+)`, 'g'))].map(([, pid]) =>
      Number(pid),
    );

  return {
    url,
    apiToken,
    nodes,
    pidOf: (name) => pidsOf(name).at(-1) ?? 0,
    async kill(name) {
      const lives = pidsOf(name).length;
      process.kill(pidsOf(name).at(-1) ?? 0, 'SIGKILL');
      while (pidsOf(name).length === lives) await new Promise((resolve) => setTimeout(resolve, 20));
      const node = nodes.find((one) => one.name === name);
      await ready(node?.url ?? '', hasEnded);
    },
    stop,
  };
}

const ready = (url: string, hasEnded: () => boolean) =>
  waitUntilReady(url, { hasEnded, limitMs: readyLimitMs });
