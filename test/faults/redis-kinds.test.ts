import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLibrary } from '../../src/storage/redis/library.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');

requirePart('redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());

  test('no word of an erased conversation is left in the files of Redis', async () => {
    const { store, close } = await openStoreIn(redis.url);
    const words = ['13800138000', '住在幸福路七号', '张三丰'];
    await begin(store, a);
    await store.accept(accepting(a, 'k1', `我的电话是${words[0]}`));
    await commitNow(store, a, 't', {
      state: { address: words[1] ?? '' },
      entries: [named(words[2])],
    });
    const before = await findInFiles(redis.directory, words);

    await store.erase(a);

    await expect.poll(() => findInFiles(redis.directory, words)).toEqual([]);
    expect(before).toEqual(words);
    expect((await store.since(a, 0, 10))?.head).toBe(2);
    await close();
  });

  test('a user with the rights that docs/deploy.md names is enough, a wrong password is told at once', async () => {
    const rights = ['+@all', '-@dangerous', '+config|get', '+info', '+bgrewriteaof'];
    const keys = '~anxin:{test-*}*';
    await redis.ask('ACL', 'SETUSER', 'clerk', 'on', '>hush', keys, ...rights);
    const urlOf = (password: string) => redis.url.replace('//', `//clerk:${password}@`);

    const { store, close } = await openStoreIn(urlOf('hush'));
    await begin(store, a, [
      { kind: 'timer.set', timer: { id: 't', dueAt: 0, kind: 'k', payload: null } },
    ]);
    const claimed = await store.claimTimers({ holder: 'n', leaseMs: 1, limit: 1 });
    const health = await store.health();
    await store.erase(a);
    const refused = openStoreIn(urlOf('wrong'));

    expect(claimed).toHaveLength(1);
    expect(health).toMatchObject({ isWritable: true, facts: { aof_last_write_status: 'ok' } });
    await expect(refused).rejects.toMatchObject({
      code: 'STORE_DOWN',
      message: expect.stringMatching(/WRONGPASS/),
    });
    await close();
  });

  test('two versions of the library stand side by side and read one store', async () => {
    const own = readLibrary();
    const other = own.text.replaceAll(own.name, 'anxin_other_version');
    await redis.ask('FUNCTION', 'LOAD', other);
    const { store, tag, close } = await openStoreIn(redis.url);
    await begin(store, a);

    await store.accept(accepting(a, 'k1', '你好'));
    const envelope = JSON.stringify({ now: null, id: 'x', request: a });
    const loaded = await redis.ask(
      ...['FCALL_RO', 'anxin_other_version_load', '1', `anxin:{${tag}}`, envelope],
    );

    expect(loaded).toContain('你好');
    await close();
  });
});

function named(name = '') {
  const author = { role: 'agent', id: 'lin', name } as const;
  return { ...reply('您好'), author };
}

/** Which of the words stand in any file of the folder. */
async function findInFiles(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  // A file may be replaced by its successor while they are read.
  const read = ({ parentPath, name }: (typeof files)[number]) =>
    readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
  const contents = Buffer.concat(await Promise.all(files.map(read)));
  return words.filter((word) => contents.includes(word));
}
