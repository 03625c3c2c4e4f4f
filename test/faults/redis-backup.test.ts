import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { parseFileId } from '../../src/kernel/ids.ts';
import { createDiskFileStore } from '../../src/storage/files/disk-file-store.ts';
import { asked, fillStore } from '../support/full-store.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting } from '../support/store-builders.ts';
import { runNodeWith } from '../support/store-child.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { makeTempFolder, removeFolder } from '../support/store-sqlite.ts';

const fileId = parseFileId('0123456789abcdef'.repeat(2));

requirePart('redis', (program) => {
  let redis: RedisServer;
  let root: string;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.ask('FLUSHALL');
    root = await makeTempFolder();
  });
  afterEach(() => removeFolder(root));

  const openShop = (url = redis.url) => openStoreIn(url, { tag: 'shop' });

  function run(command: 'backup' | 'restore', url: string, ...args: readonly string[]) {
    return runNodeWith({ REDIS_URL: url }, `src/cli/${command}.ts`, ...args);
  }

  test('a backup of Redis, restored into an emptied one, is as it was then, with a new epoch', async () => {
    const [data, backup, elsewhere] = ['data', 'backup', 'elsewhere'].map((name) =>
      join(root, name),
    ) as [string, string, string];
    const first = await openShop();
    await fillStore(first);
    const log = await first.store.since(asked, 0, 200);
    await first.close();
    if (fileId) await createDiskFileStore(join(data, 'uploads')).put(fileId, Buffer.from('凭证'));

    const made = await run('backup', redis.url, '--to', backup, '--data', data);
    const meanwhile = await openShop();
    await meanwhile.store.accept(accepting(asked, 'after the backup'));
    await meanwhile.close();
    const refused = await run('restore', redis.url, '--from', backup, '--data', elsewhere);
    await redis.ask('FLUSHALL');
    const restored = await run('restore', redis.url, '--from', backup, '--data', elsewhere);

    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('1 个上传的文件') });
    expect((await readdir(backup)).sort()).toEqual(['anxin.db', 'uploads']);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('empty keys only') });
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('恢复完成：Redis') });
    const last = await openShop();
    onTestFinished(() => last.close());
    expect(await last.store.since(asked, 0, 200)).toEqual(log);
    expect(last.store.epoch).not.toBe(first.store.epoch);
    const file = fileId && (await createDiskFileStore(join(elsewhere, 'uploads')).get(fileId));
    expect(file?.toString()).toBe('凭证');
  });

  test('a shop that goes on is backed up from a replica that was detached', async () => {
    const replica = await startRedis(program);
    onTestFinished(() => replica.stop());
    const shop = await openShop();
    onTestFinished(() => shop.close());
    await fillStore(shop);
    const log = await shop.store.since(asked, 0, 200);
    await replica.ask('REPLICAOF', '127.0.0.1', String(redis.port));
    await expect.poll(() => replica.ask('ROLE')).toContain('"connected"');
    await expect.poll(() => replica.ask('HEXISTS', 'anxin:{shop}:meta', 'epoch')).toBe('1');
    await replica.ask('REPLICAOF', 'NO', 'ONE');
    const backup = join(root, 'backup');

    const refused = await run('backup', redis.url, '--to', join(root, 'refused'));
    // The stay of the nodes that the replica has heard of ends by itself.
    await expect
      .poll(async () => (await run('backup', replica.url, '--to', backup)).code, {
        timeout: 90_000,
      })
      .toBe(0);

    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('stop all nodes') });
    await shop.store.accept(accepting(asked, 'after the backup'));
    await replica.ask('FLUSHALL');
    await run('restore', replica.url, '--from', backup, '--data', root);
    const copy = await openShop(replica.url);
    onTestFinished(() => copy.close());
    expect(await copy.store.since(asked, 0, 200)).toEqual(log);
  });

  test('addresses that the commands cannot use are refused with a sentence', async () => {
    const other = await runNodeWith(
      { REDIS_URL: 'http://redis' },
      'src/cli/backup.ts',
      '--to',
      join(root, 'b'),
    );
    const sentinels = { REDIS_URL: redis.url, REDIS_SENTINELS: '127.0.0.1:26379' };
    const led = await runNodeWith(sentinels, 'src/cli/backup.ts', '--to', join(root, 'b'));

    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('不是 redis://') });
    expect(led).toMatchObject({ code: 1, output: expect.stringContaining('主节点的地址') });
  });
});
