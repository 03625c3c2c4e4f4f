import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { often } from '../support/counts.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');
const kills = often(4, 30);
/** Microseconds for each command it reads in. */
const slowToLoad = { 'key-load-delay': '500' };
/** While it reads commands in, it answers (LOADING) after each 1,024 of them: a log must hold some thousands. */
const longLog = "for at = 1, 5000 do redis.call('INCR', 'filler') end";

requirePart('redis', (program) => {
  let redis: RedisServer;
  let opened: Awaited<ReturnType<typeof openStoreIn>> | undefined;
  beforeEach(async () => {
    redis = await startRedis(program);
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    await redis.stop();
  });

  async function open(options: Parameters<typeof openStoreIn>[1] = {}) {
    opened = await openStoreIn(redis.url, options);
    return opened.store;
  }

  test('what was acknowledged outlives kills of Redis, and calls in flight wait for its return', async () => {
    const store = await open({ deadlineMs: 30_000 });
    await begin(store, a);
    await redis.ask('EVAL', longLog, '0');
    let isOver = false;
    const acknowledged: number[] = [];
    const answers = new Set<string>();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let at = 0; !isOver; at += 1) {
        const answer = await store.accept(accepting(a, `${writer}:${at}`));
        if (answer.kind === 'accepted') acknowledged.push(answer.seq);
      }
    });

    for (let kill = 0; kill < kills; kill += 1) {
      await expect.poll(() => acknowledged.length).toBeGreaterThan((kill + 1) * 50);
      await redis.kill();
      const starting = redis.start(kill % 2 === 0 ? {} : slowToLoad);
      const ask = () => redis.ask('PING').catch(String);
      const hasStarted = starting.then(() => 'has started');
      for (let said = ''; said !== 'has started'; said = await Promise.race([hasStarted, ask()])) {
        answers.add(/LOADING/.exec(said)?.[0] ?? 'other');
      }
    }
    isOver = true;
    await Promise.all(writers);

    const head = (await store.since(a, 0, 1))?.head ?? 0;
    const seqs = [...acknowledged].sort((x, y) => x - y);
    expect(seqs).toEqual(Array.from({ length: head }, (_, at) => at + 1));
    expect(answers).toContain('LOADING');
    console.log(`${kills} kills of Redis, ${head} acknowledged`);
  });

  test('while Redis is away, calls fail with 503 at their deadline, and go on when it is back', async () => {
    const store = await open({ deadlineMs: 2_000 });
    await begin(store, a);
    await redis.kill();

    const away = store.accept(accepting(a, 'k1'));
    await expect(away).rejects.toMatchObject({ code: 'STORE_DOWN' });
    const health = await store.health();
    await redis.start();

    expect(health).toMatchObject({ isWritable: false, problem: expect.stringMatching(/Redis/) });
    await expect.poll(async () => (await store.health()).isWritable).toBe(true);
    expect(await store.accept(accepting(a, 'k1'))).toMatchObject({ seq: 1, isDuplicate: false });
  });

  test('no more calls wait than may', async () => {
    const store = await open({ maxQueued: 2 });
    await begin(store, a);
    await redis.kill();

    const waiting = ['k1', 'k2'].map((key) => store.accept(accepting(a, key)));
    const refused = store.accept(accepting(a, 'k3'));

    await expect(refused).rejects.toMatchObject({ code: 'STORE_BUSY' });
    expect((await store.health()).queued).toBe(2);
    await redis.start();
    expect(await Promise.all(waiting)).toHaveLength(2);
  });

  test('memory that is full refuses writes aloud, lets erase make space, and passes', async () => {
    const store = await open();
    await begin(store, a);
    await store.accept(accepting(a, 'k1'));
    await redis.ask('CONFIG', 'SET', 'maxmemory', '1');

    const full = store.accept(accepting(a, 'k2'));

    await expect(full).rejects.toMatchObject({ code: 'STORE_FULL' });
    expect(await store.health()).toMatchObject({ isWritable: false });
    expect((await store.since(a, 0, 10))?.head).toBe(1);
    expect(await store.erase(a)).toBe(1);
    await redis.ask('CONFIG', 'SET', 'maxmemory', '0');
    expect(await store.accept(accepting(a, 'k2'))).toMatchObject({ seq: 2 });
  });

  test('a Redis that was emptied meanwhile is not written to', async () => {
    const store = await open({ deadlineMs: 1000 });
    await begin(store, a);
    await redis.kill();
    await rm(redis.directory, { recursive: true });
    await mkdir(join(redis.directory));
    await redis.start();

    const lost = () => store.accept(accepting(a, 'k1')).catch((thrown) => thrown);

    await expect.poll(lost).toMatchObject({
      code: 'STORE_DOWN',
      message: expect.stringMatching(/no store in the place of/),
    });
  });

  test('functions that are gone are loaded again', async () => {
    const store = await open();
    await begin(store, a);
    await redis.ask('FUNCTION', 'FLUSH');

    const accepted = await store.accept(accepting(a, 'k1'));

    expect(accepted).toMatchObject({ kind: 'accepted', seq: 1 });
  });

  test('a setting made weaker while it runs shows in the health', async () => {
    const store = await open();
    await redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');

    const health = await store.health();

    expect(health).toMatchObject({
      isWritable: false,
      problem: expect.stringMatching(/appendfsync is everysec/),
    });
  });

  test.each([
    ['appendonly', 'no'],
    ['appendfsync', 'everysec'],
    ['maxmemory-policy', 'allkeys-lru'],
  ])('%s %s is refused with its remedy, or taken aloud', async (setting, value) => {
    await redis.ask('CONFIG', 'SET', setting, value);
    const warned: object[] = [];
    const logger = {
      debug: () => undefined,
      info: () => undefined,
      warn: (facts: object) => void warned.push(facts),
      error: () => undefined,
    };

    const refused = open();
    await expect(refused).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(`${setting} is ${value}: CONFIG SET ${setting}`),
    });
    const store = await open({ acceptsLoss: true, logger });

    expect(await store.health()).toMatchObject({
      isWritable: true,
      problem: expect.stringMatching(/may lose/),
    });
    expect(warned).toMatchObject([{ weaknesses: [{ setting, value }] }]);
  });
});
