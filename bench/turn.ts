// What a durable turn costs: our bot asked questions, our bot within a return, an echo bot on the same channel and store,
// and a bare Express route, in one run.
// A turn = POST of a message, durable; the reply, durable; the reply's arrival on the shopper's WebSocket.
// `npm run bench:turn` (about 5 minutes; with a small young generation, as what sends and measures must not pause to collect).
// Prints a table for BENCHMARKS.md; exits 1 when a promise is not kept.
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from './support/percentiles.ts';
import {
  closedLoop,
  type DoTurn,
  openLoop,
  openShoppers,
  type ServerKind,
  startTurnServer,
  talkTo,
} from './support/turn-load.ts';

const conversations = 64;
const warmUpTurns = 2_000;
const closedLoopTurns = 12_000;
const openLoopPerSecond = 200;
const openLoopSeconds = 10;
/** The middle one of so many counts: one stall of the machine then spoils one of them and not the figure. */
const openLoops = 5;
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
  readonly kind: ServerKind;
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
  readonly p99s: readonly number[];
  readonly rssMegabytes: number;
}

async function measure({ kind, lines }: Workload): Promise<Measured> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anxin-bench-'));
  const server = await startTurnServer(kind, dataDir);
  try {
    const { doTurn, close } =
      kind === 'bare' ? bareTurns(server.url) : await botTurns(server.url, lines);
    await closedLoop(doTurn, { callers: conversations, turns: warmUpTurns });
    const turnsPerSecond = await closedLoop(doTurn, {
      callers: conversations,
      turns: closedLoopTurns,
    });
    const pace = { perSecond: openLoopPerSecond, seconds: openLoopSeconds };
    const loops: (readonly number[])[] = [];
    while (loops.length < openLoops) loops.push(await openLoop(doTurn, pace));
    const rssMegabytes = server.residentMegabytes();
    close();
    const p99s = loops.map((latencies) => percentile(latencies, 0.99));
    return {
      turnsPerSecond,
      p50: percentile(loops.flat(), 0.5),
      p99: percentile(p99s, 0.5),
      p99s: p99s.toSorted((a, b) => a - b),
      rssMegabytes,
    };
  } finally {
    await server.stop();
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
  const shoppers = await openShoppers([url], conversations);
  const close = () => shoppers.forEach((shopper) => void shopper.close());
  return { doTurn: talkTo(shoppers, lines), close };
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
console.log(
  `open loop: ${openLoopPerSecond} turns/s, ${openLoops} times ${openLoopSeconds} s, the middle p99 counts;`,
);
const [diskP50, diskP99] = [0.5, 0.99].map((share) => percentile(disk, share).toFixed(1));
console.log(`the disk alone: 8 KB durable in ${diskP50} ms (p50), ${diskP99} ms (p99)\n`);
console.log('| server | turns/s | p50 ms at 200/s | p99 ms at 200/s | of | RSS MB |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const [name, { turnsPerSecond, p50, p99, p99s, rssMegabytes }] of results) {
  const cells = [
    turnsPerSecond.toFixed(0),
    p50.toFixed(1),
    p99.toFixed(1),
    p99s.map((ms) => ms.toFixed(0)).join(', '),
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
