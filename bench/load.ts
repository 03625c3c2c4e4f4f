// How many turns a second each arrangement carries while 99 of 100 are answered within 50 ms, and what a shopper costs
// who only has the page open: the embedded store, Redis with one node and with two, beside an echo bot and the store
// alone, in one run. Real WebSockets, open loop.
// `npm run bench:load` (about 5 min; `-- --idle 0` leaves the idle shoppers out). Needs redis-server.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedis } from '../test/support/redis-server.ts';
import { openStoreIn } from '../test/support/store-redis.ts';
import { percent, printTable } from './evaluate/tables.ts';
import { percentile } from './support/percentiles.ts';
import { storeTurns } from './support/store-turns.ts';
import {
  closedLoop,
  type DoTurn,
  openLoop,
  openShoppers,
  type ServerKind,
  startTurnServer,
  type TurnServer,
  talkTo,
} from './support/turn-load.ts';

const { values } = parseArgs({ options: { idle: { type: 'string', default: '10000' } } });
const idleShoppers = Number(values.idle);
const limitMs = 50;
const shoppersTalking = 128;
const warmUpTurns = 1_500;
const stepSeconds = 6;
/** Turns a second, one step after the other until two in a row are too much: a single stall is no limit. */
const steps = [25, 50, 100, 150, 200, 250, 300, 400, 500, 600, 800];
const mostMissed = 2;
const storeTurnsDone = 4_000;
const questions = [
  '收到货几天内可以退',
  '运费险是谁给我赔的呀',
  '退货的邮费谁出',
  '今天晚上吃什么好',
];

interface Arrangement {
  readonly name: string;
  readonly kind: ServerKind;
  readonly nodes: number;
  readonly isOnRedis: boolean;
}

const arrangements: readonly Arrangement[] = [
  { name: 'echo bot, SQLite', kind: 'echo', nodes: 1, isOnRedis: false },
  { name: 'SQLite', kind: 'bot', nodes: 1, isOnRedis: false },
  { name: 'echo bot, Redis, 1 node', kind: 'echo', nodes: 1, isOnRedis: true },
  { name: 'Redis, 1 node', kind: 'bot', nodes: 1, isOnRedis: true },
  { name: 'Redis, 2 nodes', kind: 'bot', nodes: 2, isOnRedis: true },
];

/** Starts the servers of an arrangement on fresh data, and ends them after `use`. */
async function within<T>(
  { kind, nodes, isOnRedis }: Arrangement,
  use: (servers: readonly TurnServer[]) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'anxin-load-'));
  const redis = isOnRedis ? await startRedis('redis-server') : undefined;
  const servers: TurnServer[] = [];
  try {
    // One after the other: the first makes the secrets that all share.
    for (let node = 0; node < nodes; node += 1)
      servers.push(await startTurnServer(kind, dataDir, redis?.url));
    return await use(servers);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await redis?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The highest step at which p99 stays within the limit. */
async function findLimit(doTurn: DoTurn) {
  let carried = { perSecond: 0, p50: Number.NaN, p99: Number.NaN };
  let missed = 0;
  for (const perSecond of steps) {
    const latencies = await openLoop(doTurn, { perSecond, seconds: stepSeconds });
    const p99 = percentile(latencies, 0.99);
    missed = p99 > limitMs ? missed + 1 : 0;
    if (missed === mostMissed) break;
    if (missed === 0) carried = { perSecond, p50: percentile(latencies, 0.5), p99 };
  }
  return carried;
}

async function measure(arrangement: Arrangement): Promise<readonly (string | number)[]> {
  return within(arrangement, async (servers) => {
    const urls = servers.map(({ url }) => url);
    const shoppers = await openShoppers(urls, shoppersTalking);
    const doTurn = talkTo(shoppers, questions);
    await closedLoop(doTurn, { callers: shoppersTalking, turns: warmUpTurns });
    const carried = await findLimit(doTurn);
    for (const shopper of shoppers) shopper.close();
    const rss = servers.reduce((sum, server) => sum + server.residentMegabytes(), 0);
    return [
      arrangement.name,
      carried.perSecond,
      carried.p50.toFixed(1),
      carried.p99.toFixed(1),
      rss.toFixed(0),
    ];
  });
}

/** What `count` shoppers cost who say nothing, and how the server answers others meanwhile. */
async function measureIdle(count: number): Promise<void> {
  const [, embedded] = arrangements;
  if (!embedded) return;
  await within(embedded, async (servers) => {
    const [server] = servers;
    if (!server) return;
    const talking = await openShoppers([server.url], shoppersTalking);
    const doTurn = talkTo(talking, questions);
    await closedLoop(doTurn, { callers: shoppersTalking, turns: warmUpTurns });
    const before = server.residentMegabytes();
    const idle = await openShoppers([server.url], count);
    const after = server.residentMegabytes();
    const latencies = await openLoop(doTurn, { perSecond: 50, seconds: stepSeconds });
    const each = ((after - before) * 1024) / count;
    console.log(
      `\n${count} idle shoppers on one server, SQLite: ${before.toFixed(0)} → ${after.toFixed(0)} MB, ${each.toFixed(1)} KB each; 50 turns/s beside them: p50 ${percentile(latencies, 0.5).toFixed(1)} ms, p99 ${percentile(latencies, 0.99).toFixed(1)} ms`,
    );
    for (const shopper of [...talking, ...idle]) shopper.close();
  });
}

/** Accept and commit as functions of Redis, without a server, a socket or a word understood. */
async function measureStoreAlone(): Promise<number> {
  const redis = await startRedis('redis-server');
  const opened = await openStoreIn(redis.url);
  try {
    const doTurn = await storeTurns(opened.store, shoppersTalking);
    return await closedLoop(doTurn, { callers: shoppersTalking, turns: storeTurnsDone });
  } finally {
    await opened.close();
    await redis.stop();
  }
}

const storeAlone = await measureStoreAlone();
const rows = [];
for (const arrangement of arrangements) rows.push(await measure(arrangement));
console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`);
console.log(`the turn's functions alone in Redis: ${storeAlone.toFixed(0)} turns/s\n`);
printTable([`arrangement`, `turns/s at p99 <= ${limitMs} ms`, 'p50 ms', 'p99 ms', 'RSS MB'], rows);
const [floor, ours] = rows.map((row) => Number(row[1]));
if (floor && ours !== undefined)
  console.log(`\nSQLite carries ${percent(ours / floor)} of the echo bot.`);
if (idleShoppers > 0) await measureIdle(idleShoppers);
