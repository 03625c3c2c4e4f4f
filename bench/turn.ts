// What a durable turn costs: our bot, an echo bot on the same channel and store, and a bare Express route, in one run.
// A turn = POST of a message, durable; the reply, durable; the reply's arrival on the shopper's WebSocket.
// `npm run bench:turn` (about 90 s). Prints a table for BENCHMARKS.md; exits 1 when a promise is not kept.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openShopper, type TestShopper } from '../test/support/test-shopper.ts';
import { percentile } from './support/percentiles.ts';

const kinds = ['bare', 'echo', 'bot'] as const;
type Kind = (typeof kinds)[number];

const conversations = 64;
const warmUpTurns = 2_000;
const closedLoopTurns = 12_000;
const openLoopPerSecond = 200;
const openLoopSeconds = 15;
/** Shopper's words of all three ways through our bot: an answer, a question back, "I do not know". */
const questions = [
  '收到货几天内可以退',
  '运费险是谁给我赔的呀',
  '换个大一码要怎么弄',
  '退货的邮费谁出',
  '这个拆开了还能退吗',
  '今天晚上吃什么好',
];

interface Measured {
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly rssMegabytes: number;
}

/** One turn, from sending to the reply's arrival; in milliseconds. */
type DoTurn = (caller: number, text: string) => Promise<number>;

async function measure(kind: Kind): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anxin-bench-'));
  const script = fileURLToPath(new URL('support/turn-server.ts', import.meta.url));
  const server = spawn(process.execPath, ['--max-semi-space-size=8', script, kind, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(server.stdout, 'data');
    const url = String(line).trim();
    const { doTurn, close } = kind === 'bare' ? bareTurns(url) : await botTurns(url);
    await closedLoop(doTurn, warmUpTurns);
    const begun = performance.now();
    await closedLoop(doTurn, closedLoopTurns);
    const seconds = (performance.now() - begun) / 1000;
    const latencies = await openLoop(doTurn);
    const rssMegabytes = residentMegabytes(server);
    close();
    return {
      turnsPerSecond: closedLoopTurns / seconds,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      rssMegabytes,
    };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function bareTurns(url: string) {
  const doTurn: DoTurn = async (_caller, text) => {
    const begun = performance.now();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text }) });
    await response.json();
    return performance.now() - begun;
  };
  return { doTurn, close: () => undefined };
}

async function botTurns(url: string) {
  const shoppers: TestShopper[] = [];
  for (let n = 0; n < conversations; n++) shoppers.push(await openShopper(url));
  const doTurn: DoTurn = async (caller, text) => {
    const shopper = shoppers[caller % conversations];
    if (!shopper) throw new Error('no shopper');
    const begun = performance.now();
    const id = await shopper.send(text);
    await shopper.waitFor((activity) => activity.id > id, 30_000);
    return performance.now() - begun;
  };
  return { doTurn, close: () => shoppers.forEach((shopper) => void shopper.close()) };
}

/** Every caller sends its next message when the last one is answered. */
async function closedLoop(doTurn: DoTurn, turns: number): Promise<void> {
  let begun = 0;
  const callers = Array.from({ length: conversations }, async (_nothing, caller) => {
    while (begun < turns) {
      const text = questions[begun++ % questions.length] ?? '';
      await doTurn(caller, text);
    }
  });
  await Promise.all(callers);
}

/** Messages come at their times, whether the server keeps up or not; latency counts from the time they were due. */
async function openLoop(doTurn: DoTurn): Promise<readonly number[]> {
  const begun = performance.now();
  const turns: Promise<number>[] = [];
  for (let n = 0; n < openLoopPerSecond * openLoopSeconds; n++) {
    const dueAt = begun + (n * 1000) / openLoopPerSecond;
    const early = dueAt - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const late = performance.now() - dueAt;
    turns.push(doTurn(n, questions[n % questions.length] ?? '').then((ms) => ms + late));
  }
  return Promise.all(turns);
}

function residentMegabytes(server: ChildProcess): number {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** What the disk alone takes to make 8 KB durable, in milliseconds: a turn does it twice, one after the other. */
function diskFloor(): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'anxin-disk-'));
  const file = openSync(join(folder, 'floor'), 'w');
  const page = Buffer.alloc(8192);
  const times = Array.from({ length: 500 }, () => {
    const begun = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return times;
}

const disk = diskFloor();
const results = new Map<Kind, Measured>();
for (const kind of kinds) results.set(kind, await measure(kind));

console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`);
console.log(`closed loop: ${conversations} conversations, ${closedLoopTurns} turns;`);
console.log(`open loop: ${openLoopPerSecond} turns/s for ${openLoopSeconds} s`);
const [diskP50, diskP99] = [0.5, 0.99].map((share) => percentile(disk, share).toFixed(1));
console.log(`the disk alone: 8 KB durable in ${diskP50} ms (p50), ${diskP99} ms (p99)\n`);
console.log('| server | turns/s | p50 ms at 200/s | p99 ms at 200/s | RSS MB |');
console.log('| --- | --- | --- | --- | --- |');
for (const [kind, { turnsPerSecond, p50, p99, rssMegabytes }] of results) {
  const cells = [
    turnsPerSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    rssMegabytes.toFixed(0),
  ];
  console.log(`| ${kind} | ${cells.join(' | ')} |`);
}
const bot = results.get('bot');
const ratio = (bot?.turnsPerSecond ?? 0) / (results.get('echo')?.turnsPerSecond ?? 1);
console.log(`\nbot / echo: ${(ratio * 100).toFixed(0)} % (promised: 50 %)`);
process.exitCode = ratio >= 0.5 && (bot?.p99 ?? Number.POSITIVE_INFINITY) <= 50 ? 0 : 1;
