import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { agreeOnSecrets } from '../../bot/agree-on-secrets.ts';
import { shareRevision } from '../../bot/share-revision.ts';
import { createRateLimits } from '../../src/http/rate-limits.ts';
import type { NodesStore } from '../../src/kernel/nodes-store.ts';
import { openLiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import type { Store } from '../../src/storage/store.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { returnEntries, soundFiles, writeFolder } from '../unit/knowledge/sound-files.ts';

requirePart('redis', (program) => {
  let redis: RedisServer;
  let proxy: RedisProxy;
  beforeAll(async () => {
    redis = await startRedis(program);
    proxy = await startRedisProxy(redis.port);
  });
  afterAll(async () => {
    await proxy.close();
    await redis.stop();
  });

  /** Two nodes of one shop; the second can be cut off. */
  async function twoNodes(): Promise<readonly [here: Store, there: Store, tag: string]> {
    const here = await openStoreIn(redis.url);
    const there = await openStoreIn(proxy.url, { tag: here.tag });
    onTestFinished(async () => {
      await here.close();
      await there.close();
    });
    return [here.store, there.store, here.tag];
  }

  function nodesOf({ nodes }: Store): NodesStore {
    if (nodes === undefined) throw new Error('this store has no nodes');
    return nodes;
  }

  test('a limit counts over all nodes, by rule and by key', async () => {
    const [here, there] = await twoNodes();
    const rules = { post: { points: 5, perSeconds: 600 }, read: { points: 5, perSeconds: 600 } };
    const limits = [here, there].map(({ counters }) => createRateLimits('on', rules, counters));

    const takes = Array.from({ length: 16 }, (_, at) => limits[at % 2]?.take('post', '10.0.0.7'));
    const outcomes = await Promise.allSettled(takes);

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    for (const each of limits) {
      const refusal = { code: 'TOO_MANY_REQUESTS' };
      await expect(each.check('post', '10.0.0.7')).rejects.toMatchObject(refusal);
      await each.take('post', '10.0.0.8');
      await each.take('read', '10.0.0.7');
    }
  });

  test('a count begins anew when its time is over, and no address stands in Redis', async () => {
    const [here, there, tag] = await twoNodes();
    const counters = [here, there].map((store) => store.counters);
    await counters[0]?.countUp('read:10.0.0.7', 600_000);
    const [key = ''] = JSON.parse(await redis.ask('KEYS', `anxin:{${tag}}:count:*`));
    expect(key).not.toContain('10.0.0.7');

    expect((await counters[1]?.readCount('read:10.0.0.7'))?.count).toBe(1);
    await redis.ask('PEXPIRE', key, '1');
    await expect.poll(() => counters[1]?.readCount('read:10.0.0.7')).toBeNull();

    expect((await counters[1]?.countUp('read:10.0.0.7', 600_000))?.count).toBe(1);
  });

  test('while Redis is away each node counts by itself', async () => {
    const own = await startRedis(program);
    onTestFinished(() => own.stop());
    const { store, close } = await openStoreIn(own.url, { deadlineMs: 1_500 });
    onTestFinished(close);
    const limits = createRateLimits('on', { post: { points: 2, perSeconds: 600 } }, store.counters);

    await own.kill();
    await limits.take('post', 'a');
    await limits.take('post', 'a');

    await expect(limits.take('post', 'a')).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await limits.take('post', 'b');
  });

  test('what a node announces is heard by the others, also by one that was cut off, and by no node twice', async () => {
    const [here, there] = await twoNodes();
    const [heardHere, heardThere] = [here, there].map((store) => {
      const heard: string[] = [];
      nodesOf(store).onAnnounced((value) => heard.push(value));
      return heard;
    });

    nodesOf(here).announce('one');
    await expect.poll(() => [...(heardThere ?? [])]).toEqual(['one']);
    proxy.cut();
    nodesOf(here).announce('two');
    await expect.poll(() => [...(heardThere ?? [])]).toEqual(['one', 'two']);
    nodesOf(there).announce('three');
    await expect.poll(() => [...(heardHere ?? [])]).toEqual(['three']);
    expect(heardThere).toEqual(['one', 'two']);
  });

  test('a revision that comes into force on one node is loaded by the other, whose folder tells nobody', async () => {
    const [here, there] = await twoNodes();
    const folder = await writeFolder(soundFiles());
    onTestFinished(folder.remove);
    const [first, second] = await Promise.all([
      follow(here, folder.directory),
      follow(there, folder.directory),
    ]);

    await folder.write('faq/returns.md', returnEntries.replace('## ', '## 请问'));
    expect(await first.live.reload()).toBe('swapped');

    const { id } = first.live.current().revision;
    await expect.poll(() => second.live.current().revision.id).toBe(id);
    expect(second.warnings).toEqual([]);
  });

  test('nodes whose folders differ say so, and leave each other alone', async () => {
    const [here, there] = await twoNodes();
    const folder = await writeFolder(soundFiles());
    onTestFinished(folder.remove);
    const other = await mkdtemp(join(tmpdir(), 'anxin-other-'));
    onTestFinished(() => rm(other, { recursive: true }));
    await cp(folder.directory, other, { recursive: true });
    const [first, second] = [await follow(here, folder.directory), await follow(there, other)];
    const before = second.live.current().revision.id;

    await folder.write('faq/returns.md', returnEntries.replace('## ', '## 请问'));
    await first.live.reload();

    await expect.poll(() => second.warnings.length).toBe(1);
    expect(second.warnings[0]).toContain('the same knowledge folder');
    expect(second.live.current().revision.id).toBe(before);
    expect(first.warnings).toEqual([]);
  });

  async function follow({ nodes }: Store, directory: string) {
    const warnings: string[] = [];
    const nothing = () => undefined;
    const warn = (_: object, message: string) => warnings.push(message);
    const logger = { debug: nothing, info: nothing, warn, error: nothing };
    const live = await openLiveKnowledge({ directory, prepare: () => null, logger, watch: false });
    onTestFinished(live.close);
    if (nodes) onTestFinished(shareRevision({ nodes, knowledge: live, logger }));
    return { live, warnings };
  }

  test('a node with another secret is refused by name, and one that is alone may change it', async () => {
    const [here, there, tag] = await twoNodes();
    const secrets = {
      apiToken: 'a token of the shop',
      directLineSecret: 'a secret of the shop',
      shopperJwtSecret: 'another of the shop',
    };
    const other = { ...secrets, directLineSecret: 'a secret made elsewhere' };
    await agreeOnSecrets(here, secrets);
    await agreeOnSecrets(here, secrets);

    await expect(agreeOnSecrets(there, other)).rejects.toThrow(
      /^DIRECTLINE_SECRET: other nodes.*one DATA_DIR/,
    );

    const third = await openStoreIn(redis.url, { tag });
    onTestFinished(third.close);
    await agreeOnSecrets(third.store, secrets);
    await third.close();
    // The refused one has gone, so this one is alone again.
    await agreeOnSecrets(here, other);
    const kept = await redis.ask('HGETALL', `anxin:{${tag}}:nodes:alike`);
    expect(kept).toContain('DIRECTLINE_SECRET');
    expect(kept).not.toContain('made elsewhere');
  });
});
