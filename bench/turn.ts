// What a durable turn costs: our bot asked questions, our bot within a return, an echo bot on the same channel and store,
// and a bare Express route, in one run.
// A turn = POST of a message, durable; the reply, durable; the reply's arrival on the shopper's WebSocket.
// `npm run bench:turn` (about 150 s). Prints a table for BENCHMARKS.md; exits 1 when a promise is not kept.
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

type Kind = 'bare' | 'echo' | 'bot';

const conversations = 64;
const warmUpTurns = 2_000;
const closedLoopTurns = 12_000;
const openLoopPerSecond = 200;
const openLoopSeconds = 15;
/** Shopper's words of the ways through our bot without a dialog: an answer, a question back, "I do not know". */
const questions = [
  '收到货几天内可以退',
  '运费险是谁给我赔的呀',
  '换货要几天',
  '退货的邮费谁出',
  '运费险赔多少',
  '今天晚上吃什么好',
];
/** A return from its first word to its decision, with a question in the middle, given up and begun again. */
const aReturn = [
  '我要退货',
  '300100000107',
  '没穿过',
  '收到货几天内可以退',
  '不喜欢',
  '算了不退了',
];

interface Workload {
  readonly name: string;
  readonly kind: Kind;
  /** What each conversation says, in this order, again and again. */
  readonly lines: readonly string[];
}

const workloads: readonly Workload[] = [
  { name: 'bare route', kind: 'bare', lines: questions },
  { name: 'echo bot', kind: 'echo', lines: questions },
  { name: 'our bot, questions', kind: 'bot', lines: questions },
  { name: 'our bot, a return', kind: 'bot', lines: aReturn },
];

interface Measured {
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly rssMegabytes: number;
}

/** One turn, from sending to the reply's arrival; in milliseconds. */
type DoTurn = (caller: number) => Promise<number>;

async function measure({ kind, lines }: Workload): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anxin-bench-'));
  const script = fileURLToPath(new URL('support/turn-server.ts', import.meta.url));
  const server = spawn(process.execPath, ['--max-semi-space-size=8', script, kind, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(server.stdout, 'data');
    const url = String(line).trim();
    const { doTurn, close } = kind === 'bare' ? bareTurns(url) : await botTurns(url, lines);
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
  const [text] = questions;
  const doTurn: DoTurn = async () => {
    const begun = performance.now();
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ text }) });
    await response.json();
    return performance.now() - begun;
  };
  return { doTurn, close: () => undefined };
}

async function botTurns(url: string, lines: readonly string[]) {
  const shoppers: TestShopper[] = [];
  for (let n = 0; n < conversations; n++) shoppers.push(await openShopper(url));
  const said = shoppers.map(() => 0);
  const doTurn: DoTurn = async (caller) => {
    const place = caller % conversations;
    const shopper = shoppers[place];
    if (!shopper) throw new Error('no shopper');
    const turn = said[place] ?? 0;
    said[place] = turn + 1;
    const begun = performance.now();
    const id = await shopper.send(lines[turn % lines.length] ?? '');
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
      begun += 1;
      await doTurn(caller);
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
    turns.push(doTurn(n).then((ms) => ms + late));
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
const results = new Map<string, Measured>();
for (const workload of workloads) results.set(workload.name, await measure(workload));

console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`);
console.log(`closed loop: ${conversations} conversations, ${closedLoopTurns} turns;`);
console.log(`open loop: ${openLoopPerSecond} turns/s for ${openLoopSeconds} s`);
const [diskP50, diskP99] = [0.5, 0.99].map((share) => percentile(disk, share).toFixed(1));
console.log(`the disk alone: 8 KB durable in ${diskP50} ms (p50), ${diskP99} ms (p99)\n`);
console.log('| server | turns/s | p50 ms at 200/s | p99 ms at 200/s | RSS MB |');
console.log('| --- | --- | --- | --- | --- |');
for (const [name, { turnsPerSecond, p50, p99, rssMegabytes }] of results) {
  const cells = [
    turnsPerSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    rssMegabytes.toFixed(0),
  ];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
const ofEcho = (name: string) =>
  (results.get(name)?.turnsPerSecond ?? 0) / (results.get('echo bot')?.turnsPerSecond ?? 1);
const asked = results.get('our bot, questions');
const [ratio, inReturn] = [ofEcho('our bot, questions'), ofEcho('our bot, a return')];
console.log(`\nquestions / echo: ${(ratio * 100).toFixed(0)} % (promised: 50 %)`);
console.log(`a return / echo: ${(inReturn * 100).toFixed(0)} %`);
process.exitCode = ratio >= 0.5 && (asked?.p99 ?? Number.POSITIVE_INFINITY) <= 50 ? 0 : 1;
