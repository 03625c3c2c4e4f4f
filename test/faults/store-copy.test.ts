import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseFileId } from '../../src/kernel/ids.ts';
import { createDiskFileStore } from '../../src/storage/files/disk-file-store.ts';
import { asked, fillStore } from '../support/full-store.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { runNode } from '../support/store-child.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

const fileId = parseFileId('0123456789abcdef'.repeat(2));

function run(...args: readonly string[]) {
  return runNode('src/cli/store-copy.ts', ...args);
}

test.each([
  ['nothing', [], '要写 --from 和 --to'],
  ['one end only', ['--from', 'data'], '要写 --from 和 --to'],
  ['an option that is none', ['--form', 'data', '--to', 'b'], "Unknown option '--form'"],
  ['one place twice', ['--from', 'data', '--to', './data/'], '是同一个地方'],
  ['another kind of address', ['--from', 'http://a:b@c', '--to', 'd'], '不是 redis://'],
])('arguments with %s are refused with a sentence', async (_, args, sentence) => {
  const { code, output } = await run(...args);

  expect(code).toBe(1);
  expect(output).toContain(sentence);
  expect(output).not.toContain('    at ');
  expect(output).not.toContain('a:b');
});

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

  test('the command moves a shop to Redis and back, with its uploaded files', async () => {
    const [data, back] = [join(root, 'data'), join(root, 'back')];
    const opened = await openTempStore({ directory: data });
    await fillStore(opened);
    const log = await opened.store.since(asked, 0, 200);
    await opened.store.close();
    if (fileId) await createDiskFileStore(join(data, 'uploads')).put(fileId, Buffer.from('凭证'));

    const there = await run('--from', data, '--to', redis.url);
    const again = await run('--from', redis.url, '--to', back, '--files', data);

    expect(there).toMatchObject({ code: 0, output: expect.stringContaining('5 个会话') });
    expect(there.output).toContain(`DATA_DIR 指向 ${data}`);
    expect(again).toMatchObject({
      code: 0,
      output: expect.stringContaining('复制了 1 个上传的文件'),
    });
    const copied = await openTempStore({ directory: back });
    expect(await copied.store.since(asked, 0, 200)).toEqual(log);
    expect(copied.store.epoch).not.toBe(opened.store.epoch);
    await copied.store.close();
    const file = fileId && (await createDiskFileStore(join(back, 'uploads')).get(fileId));
    expect(file?.toString()).toBe('凭证');
  });

  test('a Redis that a node uses, one that would lose messages, and one that is not there are refused', async () => {
    const { close } = await openStoreIn(redis.url, { tag: 'shop' });
    const used = await run('--from', redis.url, '--to', join(root, 'copy'));
    await close();
    await redis.ask('CONFIG', 'SET', 'appendfsync', 'everysec');
    await (await openTempStore({ directory: join(root, 'data') })).store.close();
    await redis.ask('FLUSHALL');
    const weak = await run('--from', join(root, 'data'), '--to', redis.url);
    const accepted = await run('--from', join(root, 'data'), '--to', redis.url, '--accept-loss');
    await redis.ask('CONFIG', 'SET', 'appendfsync', 'always');
    const nobody = await run('--from', 'redis://127.0.0.1:1', '--to', join(root, 'copy'));

    expect(used).toMatchObject({
      code: 1,
      output: expect.stringContaining('1 nodes use this Redis'),
    });
    expect(weak).toMatchObject({
      code: 1,
      output: expect.stringContaining('appendfsync is everysec'),
    });
    expect(accepted.code).toBe(0);
    expect(nobody).toMatchObject({
      code: 1,
      output: expect.stringContaining('no connection to Redis'),
    });
  });
});
