// What a durable turn costs: our bot asked questions, our bot within a return, an echo bot on the same channel and store,
// and a bare Express route, in one run.
// A turn = POST of a message, durable; the reply, durable; the reply's arrival on the shopper's WebSocket.
// The workloads take rounds: a machine that others use, too, is slow for minutes and fast for minutes, and what is measured
// minutes apart cannot be compared.
// `npm run bench:turn` (about 7 minutes; with a small young generation, as what sends and measures must not pause to collect).
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
const warmUpTurns = 3_000;
/** The middle one of so many counts: one stall of the machine then spoils one of them and not the figure. */
const rounds = 5;
const closedLoopTurns = 3_000;
const openLoopPerSecond = 200;
const openLoopSeconds = 10;
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

/** What one round of a workload showed. */
interface Round {
  readonly turnsPerSecond: number;
  /** At a fixed pace; in milliseconds. */
  readonly latencies: readonly number[];
  readonly rssMegabytes: number;
}

/** A server of its own, alone on the machine: also one that only waits takes from the caches of the one that is measured. */
async function measure({ kind, lines }: Workload): Promise<Round> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anxin-bench-'));
  const server = await startTurnServer(kind, dataDir);
  try {
    const { doTurn, close } =
      kind === 'bare' ? bareTurns(server.url) : await botTurns(server.url, lines);
    const all = { callers: conversations };
    await closedLoop(doTurn, { ...all, turns: warmUpTurns });
    const turnsPerSecond = await closedLoop(doTurn, { ...all, turns: closedLoopTurns });
    const pace = { perSecond: openLoopPerSecond, seconds: openLoopSeconds };
    const latencies = await openLoop(doTurn, pace);
    const rssMegabytes = server.residentMegabytes();
    close();
    return { turnsPerSecond, latencies, rssMegabytes };
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
const measured = new Map<string, Round[]>();
for (let round = 0; round < rounds; round += 1)
  for (const workload of workloads)
    measured.set(workload.name, [...roundsOf(workload.name), await measure(workload)]);
report();

function report(): void {
  console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`);
  console.log(`${rounds} rounds, of each figure the middle one and all of them`);
  console.log(`closed loop: ${conversations} conversations, ${closedLoopTurns} turns`);
  console.log(`open loop: ${openLoopPerSecond} turns/s, ${openLoopSeconds} s`);
  const [diskP50, diskP99] = [0.5, 0.99].map((share) => percentile(disk, share).toFixed(1));
  console.log(`the disk alone: 8 KB durable in ${diskP50} ms (p50), ${diskP99} ms (p99)\n`);
  console.log('| server | turns/s | of | p50 ms at 200/s | p99 ms at 200/s | of | RSS MB |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const { name } of workloads) console.log(`| ${cellsOf(name).join(' | ')} |`);
  const [asked, inReturn] = [shareOfEcho('our bot, questions'), shareOfEcho('our bot, a return')];
  console.log(`\nquestions / echo: ${percents(asked)} (promised: 50 %)`);
  console.log(`a return / echo: ${percents(inReturn)}`);
  const isKept = middle(asked) >= 0.5 && middle(p99sOf('our bot, questions')) <= 50;
  process.exitCode = isKept ? 0 : 1;
}

function cellsOf(name: string): readonly string[] {
  const all = roundsOf(name);
  const rates = all.map(({ turnsPerSecond }) => turnsPerSecond);
  const latencies = all.flatMap((round) => round.latencies);
  return [
    name,
    middle(rates).toFixed(0),
    ascending(rates),
    percentile(latencies, 0.5).toFixed(1),
    middle(p99sOf(name)).toFixed(1),
    ascending(p99sOf(name)),
    middle(all.map(({ rssMegabytes }) => rssMegabytes)).toFixed(0),
  ];
}

function roundsOf(name: string): readonly Round[] {
  return measured.get(name) ?? [];
}

/** Turns in a second as a share of the echo bot's in the same round. */
function shareOfEcho(name: string): readonly number[] {
  const echo = roundsOf('echo bot');
  return roundsOf(name).map(
    ({ turnsPerSecond }, round) => turnsPerSecond / (echo[round]?.turnsPerSecond ?? Number.NaN),
  );
}

function p99sOf(name: string): readonly number[] {
  return roundsOf(name).map(({ latencies }) => percentile(latencies, 0.99));
}

function percents(shares: readonly number[]): string {
  const all = ascending(shares.map((share) => share * 100));
  return `${(middle(shares) * 100).toFixed(0)} % (${all})`;
}

function middle(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function ascending(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.map((value) => value.toFixed(0)).join(', ');
}
