import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { nodeFlags } from '../../bot/node-flags.ts';
import { openShopper, type TestShopper } from '../../test/support/test-shopper.ts';

/** What a bench starts, and the load it puts upon it. */
export interface TurnServer {
  readonly url: string;
  readonly child: ChildProcess;
  residentMegabytes(): number;
  stop(): Promise<void>;
}

export type ServerKind = 'bare' | 'echo' | 'bot';

/** Starts one of the servers of turn-server.ts; `redisUrl`: on that store instead of the embedded one. */
export async function startTurnServer(
  kind: ServerKind,
  dataDir: string,
  redisUrl?: string,
): Promise<TurnServer> {
  const script = fileURLToPath(new URL('turn-server.ts', import.meta.url));
  const args = [...nodeFlags, script, kind, dataDir];
  const child = spawn(process.execPath, redisUrl === undefined ? args : [...args, redisUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressFrom(child.stdout),
    child,
    residentMegabytes() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The first line that is an address; before it the log may warn, as of a model that was not prepared. */
async function addressFrom(output: Readable): Promise<string> {
  try {
    for await (const line of createInterface(output)) {
      if (line.startsWith('http://')) return line;
      console.warn(line);
    }
    throw new Error('the server ended before it was ready');
  } finally {
    // What is logged later must not fill the pipe.
    output.resume();
  }
}

/** One turn, from sending to the reply's arrival; in milliseconds. */
export type DoTurn = (caller: number) => Promise<number>;

/** So many shoppers, spread over the servers, so many of them opened at once. */
export async function openShoppers(
  urls: readonly string[],
  count: number,
  atOnce = 32,
): Promise<readonly TestShopper[]> {
  const shoppers: TestShopper[] = [];
  let begun = 0;
  const open = async () => {
    while (begun < count) {
      const url = urls[begun % urls.length] ?? '';
      begun += 1;
      shoppers.push(await openShopper(url));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, open));
  return shoppers;
}

/** Each shopper says the lines in their order, again and again. */
export function talkTo(shoppers: readonly TestShopper[], lines: readonly string[]): DoTurn {
  const said = shoppers.map(() => 0);
  return async (caller) => {
    const place = caller % shoppers.length;
    const shopper = shoppers[place];
    if (!shopper) throw new Error('no shopper');
    const turn = said[place] ?? 0;
    said[place] = turn + 1;
    const begun = performance.now();
    const id = await shopper.send(lines[turn % lines.length] ?? '');
    await shopper.waitFor((activity) => activity.id > id, 30_000);
    const ms = performance.now() - begun;
    shopper.forget();
    return ms;
  };
}

export interface Pace {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Messages come at their times, whether the server keeps up or not; latency counts from the time they were due.
 * What sends late would count that as the server's, so it goes before the servers while it sends, where it may (root).
 */
export async function openLoop(
  doTurn: DoTurn,
  { perSecond, seconds }: Pace,
): Promise<readonly number[]> {
  goBefore(constants.priority.PRIORITY_HIGH);
  const begun = performance.now();
  const turns: Promise<number>[] = [];
  for (let n = 0; n < perSecond * seconds; n++) {
    const dueAt = begun + (n * 1000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const late = performance.now() - dueAt;
    turns.push(doTurn(n).then((ms) => ms + late));
  }
  const latencies = await Promise.all(turns);
  // Servers begun later would inherit it.
  goBefore(constants.priority.PRIORITY_NORMAL);
  return latencies;
}

function goBefore(priority: number): void {
  try {
    setPriority(priority);
  } catch (error) {
    console.warn('what sends waits its turn among the servers:', (error as Error).message);
  }
}

/** Every caller sends its next message when the last one is answered; the turns in a second. */
export async function closedLoop(
  doTurn: DoTurn,
  { callers, turns }: { readonly callers: number; readonly turns: number },
): Promise<number> {
  let begun = 0;
  const from = performance.now();
  const call = async (_nothing: unknown, caller: number) => {
    while (begun < turns) {
      begun += 1;
      await doTurn(caller);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return turns / ((performance.now() - from) / 1000);
}
