import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Balancer, startBalancer } from '../../bot/cluster/balancer.ts';
import { checkConversation, keepSending } from '../support/keep-sending.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { type StartedServer, startServer } from '../support/start-server.ts';
import { openShopper, seqOf, type TestShopper } from '../support/test-shopper.ts';

/** Several starts each, on a machine that may be busy. */
const severalStartsMs = 900_000;
const shopperCount = 4;

requirePart('redis', (program) => {
  let redis: RedisServer;
  let dataDir: string;
  const running = new Set<StartedServer>();
  beforeEach(async () => {
    redis = await startRedis(program);
    dataDir = await mkdtemp(join(tmpdir(), 'anxin-'));
  });
  afterEach(async () => {
    for (const server of running) await server.kill();
    running.clear();
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function startNode(port?: number, redisUrl = redis.url): Promise<StartedServer> {
    const env = { REDIS_URL: redisUrl, LOG_LEVEL: 'warn' };
    const node = await startServer({ env, dataDir, ...(port === undefined ? {} : { port }) });
    running.add(node);
    return node;
  }

  /** Posts once, as a client of another node. */
  async function postTo(url: string, shopper: TestShopper, text: string): Promise<string> {
    const posted = await fetch(
      `${url}/v3/directline/conversations/${shopper.conversationId}/activities`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${shopper.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'message', text, from: { id: 'dl_a' } }),
      },
    );
    const { id } = (await posted.json()) as { readonly id: string };
    return id;
  }

  test('what one node takes is streamed by the other, and when it is killed the other goes on', {
    timeout: severalStartsMs,
  }, async () => {
    const [a, b] = await Promise.all([startNode(), startNode()]);
    const shopper = await openShopper(b.url);

    const first = await postTo(a.url, shopper, '运费险是什么');
    await shopper.waitFor(
      ({ id, from }) => seqOf({ id }) > seqOf({ id: first }) && from.id === 'anxin',
    );
    // Acknowledged, and perhaps not answered yet.
    const last = await postTo(a.url, shopper, '换货要几天');
    await a.kill();
    await shopper.waitFor(
      ({ id, from }) => seqOf({ id }) > seqOf({ id: last }) && from.id === 'anxin',
    );
    const after = await shopper.send('退货运费谁出');
    await shopper.waitFor(
      ({ id, from }) => seqOf({ id }) > seqOf({ id: after }) && from.id === 'anxin',
    );

    const log = await shopper.readLog();
    expect(log.map(({ from }) => from.id.slice(0, 2)).join(' ')).toBe('an dl an dl an dl an');
    expect(log.map(seqOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(shopper.received).toEqual(log);
    shopper.close();
  });

  test('a node that hears of no write finds it all the same', {
    timeout: severalStartsMs,
  }, async () => {
    await redis.ask('ACL', 'SETUSER', 'deaf', 'on', '>deaf-password', '~*', '+@all', '-xread');
    const deaf = redis.url.replace('redis://', 'redis://deaf:deaf-password@');
    const [a, b] = await Promise.all([startNode(), startNode(undefined, deaf)]);
    const shopper = await openShopper(b.url);

    const posted = await postTo(a.url, shopper, '运费险是什么');
    await shopper.waitFor(({ id }) => id === posted);
    await shopper.waitFor(
      ({ id, from }) => seqOf({ id }) > seqOf({ id: posted }) && from.id === 'anxin',
    );

    expect(b.log()).toContain('no hints of other nodes');
    expect(shopper.received).toEqual(await shopper.readLog());
    shopper.close();
  });

  test('a node killed and one drained behind a balancer lose, double and disorder nothing', {
    timeout: severalStartsMs,
  }, async () => {
    const nodes = await Promise.all([startNode(), startNode()]);
    const backends = nodes.map(({ port }) => ({ host: '127.0.0.1', port }));
    const balancer: Balancer = await startBalancer({ host: '127.0.0.1', port: 0 }, backends);
    const url = `http://127.0.0.1:${balancer.port}`;
    const open = await Promise.all(Array.from({ length: shopperCount }, () => openShopper(url)));
    const senders = open.map(keepSending);
    const acknowledged = () => senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);

    for (const [at, way] of (['kill', 'stop'] as const).entries()) {
      const node = nodes[at % 2];
      const before = acknowledged();
      await node?.[way]();
      // The other one alone serves all.
      await expect.poll(acknowledged).toBeGreaterThan(before + shopperCount);
      nodes[at % 2] = await startNode(node?.port);
    }
    await Promise.all(senders.map((sender) => sender.stop()));

    for (const sender of senders) await checkConversation(sender);
    console.log(`${shopperCount} shoppers, ${acknowledged()} acknowledged messages`);
    for (const { shopper } of senders) shopper.close();
    await balancer.close();
  });
});
