import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { serveHere } from '../support/serve-here.ts';
import { freePort, startServer } from '../support/start-server.ts';
import { openShopper, seqOf } from '../support/test-shopper.ts';

requirePart('redis', (program) => {
  let redis: RedisServer;
  let dataDir: string;
  beforeAll(async () => {
    redis = await startRedis(program);
    dataDir = await mkdtemp(join(tmpdir(), 'anxin-'));
  });
  afterAll(async () => {
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('with REDIS_URL a question is answered, and nothing is lost when server and Redis are killed', async () => {
    const env = { REDIS_URL: redis.url };
    const port = await freePort();
    const before = await startServer({ env, dataDir, port });
    const health = await fetch(`${before.url}/readyz`);
    const shopper = await openShopper(before.url);
    const asked = await shopper.send('运费险是什么？');
    await shopper.waitFor(({ id, text }) => id > asked && (text ?? '').includes('运费'));
    const said = await shopper.readLog();

    const acknowledged = await shopper.send('买家秀能删吗');
    await before.kill();
    await redis.kill();
    await redis.start();
    const after = await startServer({ env, dataDir, port });
    await shopper.waitFor(({ id, from }) => id > acknowledged && from.id === 'anxin');
    const log = await shopper.readLog();

    expect(await health.json()).toMatchObject({
      store: { adapter: 'redis', isWritable: true, facts: { aof_last_write_status: 'ok' } },
    });
    expect(log.slice(0, said.length)).toEqual(said);
    expect(log.filter(({ id }) => id === acknowledged)).toHaveLength(1);
    expect(log.map(seqOf)).toEqual(log.map((_, at) => at + 1));
    expect(shopper.received).toEqual(log);
    shopper.close();
    await after.stop();
  });

  test('a Redis that would lose messages is refused with the remedy', async () => {
    const weak = await startRedis(program, { appendfsync: 'everysec' });
    onTestFinished(() => weak.stop());
    const REDIS_URL = weak.url;

    const refused = startServer({ env: { REDIS_URL } });
    await expect(refused).rejects.toThrow(/appendfsync is everysec: CONFIG SET appendfsync always/);
  });

  test('a node with another secret is refused while others run, and the others go on', async () => {
    // Secrets of that folder: a node that was killed before counts as present for ten seconds.
    const env = { REDIS_URL: redis.url, DATA_DIR: dataDir };
    const first = await serveHere({ env });
    onTestFinished(() => first.close());

    const other = serveHere({
      env: { ...env, DIRECTLINE_SECRET: 'another-secret-of-32-characters!' },
    });
    await expect(other).rejects.toThrow(
      /^DIRECTLINE_SECRET: other nodes on this Redis have another value/,
    );
    const shopper = await openShopper(first.url);
    onTestFinished(() => shopper.close());
    const asked = await shopper.send('运费险是什么？');
    const answer = await shopper.waitFor(({ id, from }) => id > asked && from.id === 'anxin');

    expect(answer.text).toContain('运费');
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });
});
