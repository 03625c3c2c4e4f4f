import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { often } from '../support/counts.ts';
import { findLosses, keepWriting } from '../support/keep-writing.ts';
import { type Cut, createPower, type Power } from '../support/power.ts';
import { memoryOrDisk, type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { startStoreWriter } from '../support/store-child.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { openTempStore, removeFolder } from '../support/store-sqlite.ts';

const cuts = often(6, 100);
/** Where commits do not wait for the disk: each cut loses something. */
const carelessCuts = 2;
/** Acknowledgements in a life, not the same number each time. */
const writtenIn = (life: number) => 40 + ((life * 397) % 900);
/** Every other cut loses all that was not flushed, the others a part of it. */
const surviving = (life: number) => (life % 2) * ((life * 0.37) % 1);
/** A flush takes a moment, so that many a cut falls into one. */
const flushMs = 2;
/** A hundred lives under load, on a machine that may be busy. */
const limitMs = 1_500_000;

interface Outcome {
  readonly acknowledged: number;
  readonly losses: readonly string[];
  readonly cuts: readonly Cut[];
}

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

requirePart('compiler', (compiler) => {
  test(`SQLite: ${cuts} power cuts lose and double nothing that was acknowledged`, {
    timeout: limitMs,
  }, async () => {
    const outcome = await cutSqlite(cuts, 'FULL');

    expect(outcome.losses).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(cuts * 100);
    report('SQLite, FULL', outcome);
  });

  test('SQLite with synchronous=NORMAL: the same cuts lose what was acknowledged, and it is found', async () => {
    const outcome = await cutSqlite(carelessCuts, 'NORMAL');

    expect(outcome.losses.length).toBeGreaterThan(0);
    report('SQLite, NORMAL', outcome);
  });

  async function cutSqlite(times: number, synchronous: 'FULL' | 'NORMAL'): Promise<Outcome> {
    const directory = await mkdtemp(join(memoryOrDisk(), 'anxin-store-'));
    ends.push(() => removeFolder(directory));
    const power = openPower(directory);
    const acknowledged: string[] = [];
    const met: Cut[] = [];

    for (let life = 0; life < times; life += 1) {
      const options = { env: power.env, synchronous };
      const child = startStoreWriter(directory, `run${life}`, options);
      await child.until(1 + writtenIn(life));
      child.process.kill('SIGKILL');
      await child.ended;
      met.push(power.cut(surviving(life)));
      acknowledged.push(...child.lines.slice(1));
    }

    const { store, close } = await openTempStore({ directory });
    const losses = await findLosses(store, acknowledged);
    await close();
    return { acknowledged: acknowledged.length, losses, cuts: met };
  }

  requirePart('redis', (program) => {
    test(`Redis: ${cuts} power cuts lose and double nothing that was acknowledged, nor what was in flight`, {
      timeout: limitMs,
    }, async () => {
      const outcome = await cutRedis(program, cuts, 'always');

      expect(outcome.losses).toEqual([]);
      expect(outcome.acknowledged).toBeGreaterThan(cuts * 100);
      report('Redis, always', outcome);
    });

    test('Redis with appendfsync everysec: the same cuts lose what was acknowledged, and it is found', async () => {
      const outcome = await cutRedis(program, carelessCuts, 'everysec');

      expect(outcome.losses.length).toBeGreaterThan(0);
      report('Redis, everysec', outcome);
    });
  });

  async function cutRedis(
    program: string,
    times: number,
    appendfsync: 'always' | 'everysec',
  ): Promise<Outcome> {
    const redis = await startPoweredRedis(program, appendfsync);
    const acceptsLoss = appendfsync === 'everysec';
    // What is in flight waits for Redis to be back, unless its store may be gone.
    const options = { tag: 'test-power', acceptsLoss, deadlineMs: acceptsLoss ? 2_000 : 60_000 };
    const acknowledged: string[] = [];
    const brokenOff: unknown[] = [];
    const met: Cut[] = [];

    for (let life = 0; life < times; life += 1) {
      let isOver = false;
      const enough = acknowledged.length + writtenIn(life);
      const { store, close } = await openStoreIn(redis.url, options);
      const acknowledge = (line: string) => void acknowledged.push(line);
      const writing = keepWriting(store, { run: `run${life}`, acknowledge, isOver: () => isOver });
      const ended = writing.catch((thrown) => void brokenOff.push(thrown));
      if (life % 3 === 1) await redis.ask('BGREWRITEAOF');
      await expect.poll(() => acknowledged.length, { interval: 5 }).toBeGreaterThan(enough);
      await redis.kill();
      met.push(redis.power.cut(surviving(life)));
      isOver = true;
      await redis.start();
      await ended;
      await close();
    }

    if (!acceptsLoss) expect(brokenOff).toEqual([]);
    const { store, close } = await openStoreIn(redis.url, options);
    const losses = await findLosses(store, acknowledged);
    await close();
    return { acknowledged: acknowledged.length, losses, cuts: met };
  }

  async function startPoweredRedis(
    program: string,
    appendfsync: string,
  ): Promise<RedisServer & { readonly power: Power }> {
    let power: Power | undefined;
    const redis = await startRedis(program, { appendfsync }, (directory) => {
      power = openPower(directory);
      return power.env;
    });
    ends.push(redis.stop);
    if (power === undefined) throw new Error('Redis has begun without power');
    return { ...redis, power };
  }

  function openPower(directory: string): Power {
    const power = createPower(compiler, directory, flushMs);
    ends.push(power.close);
    return power;
  }
});

function report(name: string, { acknowledged, losses, cuts: met }: Outcome): void {
  const sum = (of: (cut: Cut) => number) => met.reduce((all, cut) => all + of(cut), 0);
  console.log(
    `${name}: ${met.length} power cuts, ${acknowledged} acknowledged, ${losses.length} of them lost; ` +
      `${sum(({ flushes }) => flushes)} flushes, ${sum(({ unflushed }) => unflushed)} unflushed writes, ` +
      `${sum(({ lost }) => lost)} of them taken back`,
  );
}
