import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { askRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { freePort } from '../support/start-server.ts';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');

requirePart('redis', (program) => {
  let master: RedisServer;
  let replica: RedisServer;
  let folder: string;
  let port: number;
  let sentinel: ChildProcess;
  beforeAll(async () => {
    master = await startRedis(program);
    replica = await startRedis(program, { replicaof: `127.0.0.1 ${master.port}` });
    folder = await mkdtemp(join(tmpdir(), 'anxin-sentinel-'));
    port = await freePort();
    const settings = join(folder, 'sentinel.conf');
    await writeFile(
      settings,
      [
        `port ${port}`,
        'bind 127.0.0.1',
        `dir ${folder}`,
        `sentinel monitor shop 127.0.0.1 ${master.port} 1`,
        'sentinel failover-timeout shop 2000',
      ].join('\n'),
    );
    sentinel = spawn(program, [settings, '--sentinel'], { stdio: 'ignore' });
    await vi.waitFor(async () => {
      const seen = await askRedis(port, ['SENTINEL', 'REPLICAS', 'shop']);
      expect(seen).toMatch(new RegExp(`127\\.0\\.0\\.1:${replica.port}`));
      expect(seen).toContain('"master-link-status","ok"');
    }, 60_000);
  });
  afterAll(async () => {
    const ended = once(sentinel, 'exit');
    sentinel.kill();
    await ended;
    await Promise.all([master.stop(), replica.stop()]);
    await rm(folder, { recursive: true });
  });

  test('the store follows the master that Sentinel names, over a change of it', async () => {
    const address = {
      url: 'redis://master.invalid',
      sentinel: { master: 'shop', nodes: [{ host: '127.0.0.1', port }] },
    };
    const { store, tag, close } = await openStoreIn('', { address, deadlineMs: 60_000 });
    await begin(store, a);
    const before = await store.accept(accepting(a, 'k1'));
    await master.ask('WAIT', '1', '0');

    await askRedis(port, ['SENTINEL', 'FAILOVER', 'shop']);
    await vi.waitFor(async () => expect(await replica.ask('ROLE')).toContain('master'), 60_000);
    const after = await store.accept(accepting(a, 'k2'));

    expect([before, after]).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(await replica.ask('EXISTS', `anxin:{${tag}}:c:a`)).toBe('1');
    expect((await store.since(a, 0, 10))?.entries).toHaveLength(2);
    await close();
  });
});
