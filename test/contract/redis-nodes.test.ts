import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { WriteHint } from '../../src/conversation/turn-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');

const byHead = (one: WriteHint, other: WriteHint): number => one.head - other.head;

requirePart('redis', (program) => {
  let redis: RedisServer;
  let proxy: RedisProxy;
  let here: Store;
  let there: Store;
  let tag: string;
  beforeAll(async () => {
    redis = await startRedis(program);
    proxy = await startRedisProxy(redis.port);
  });
  afterAll(async () => {
    await proxy.close();
    await redis.stop();
  });
  beforeEach(async () => {
    const first = await openStoreIn(redis.url);
    const second = await openStoreIn(proxy.url, { tag: first.tag });
    ({ store: here, tag } = first);
    there = second.store;
    onTestFinished(async () => {
      await first.close();
      await second.close();
    });
  });

  function hintsOf(store: Store): readonly WriteHint[] {
    const heard: WriteHint[] = [];
    store.onWrite((hint) => heard.push(hint));
    return heard;
  }

  test('a node hears once of what it and another write', async () => {
    const [heardHere, heardThere] = [hintsOf(here), hintsOf(there)];

    await begin(here, a);
    await here.accept(accepting(a, 'k1'));
    await commitNow(there, a, 'answer', { entries: [reply('好'), reply('的')] });
    await there.erase(a);

    const heads = [0, 1, 3, 3].map((head) => ({ conversationId: a, head }));
    // A node hears at once of what it wrote itself, maybe before what another wrote earlier.
    await expect.poll(() => heardHere.toSorted(byHead)).toEqual(heads);
    await expect.poll(() => heardThere.toSorted(byHead)).toEqual(heads);
    // Nothing came a second time with what was written next.
    await here.accept(accepting(a, 'k2'));
    await expect.poll(() => heardThere).toHaveLength(5);
    expect(heardHere).toHaveLength(5);
  });

  test('a call that is repeated, or refused, is no news', async () => {
    const heard = hintsOf(there);
    await begin(here, a);

    await here.accept(accepting(a, 'k1'));
    await here.accept(accepting(a, 'k1'));
    await here.accept(accepting(a, 'k1', 'another text'));
    await here.accept(accepting(a, 'k2'));

    await expect.poll(() => heard.map(({ head }) => head)).toEqual([0, 1, 2]);
  });

  test('what is written while the connection is cut is heard of when it is back', async () => {
    const heard = hintsOf(there);
    await begin(here, a);

    proxy.cut();
    for (const key of ['k1', 'k2', 'k3']) await here.accept(accepting(a, key));

    await expect.poll(() => heard.map(({ head }) => head)).toEqual([0, 1, 2, 3]);
  });

  test('a node whose connection falls silent hears again over another', async () => {
    const heard = hintsOf(there);
    await begin(here, a);

    proxy.freeze();
    await here.accept(accepting(a, 'k1'));

    await expect.poll(() => heard.map(({ head }) => head)).toEqual([0, 1]);
  });

  test('the list of hints stays short', async () => {
    await begin(here, a);

    const keys = Array.from({ length: 6000 }, (_, at) => `k${at}`);
    for (let at = 0; at < keys.length; at += 500) {
      await Promise.all(keys.slice(at, at + 500).map((key) => here.accept(accepting(a, key))));
    }

    const kept = Number(await redis.ask('XLEN', `anxin:{${tag}}:hints`));
    expect(kept).toBeGreaterThanOrEqual(4096);
    expect(kept).toBeLessThan(5000);
  });
});
