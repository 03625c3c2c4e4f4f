import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import { watch } from '../support/store-child.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

const a = conversation('a');
const long = '退货 '.repeat(2000);

let directory = '';
beforeEach(async () => {
  directory = await makeTempFolder();
});
afterEach(() => removeFolder(directory));

test('a full database answers STORE_FULL, keeps what it acknowledged and works again with space', async () => {
  const small = await openTempStore({ directory, maxPageCount: 200 });
  await begin(small.store, a);
  await small.store.putDocument({ collection: 'big', id: 'b', document: long.repeat(20) });

  const accepted = await acceptUntilFull(small.store);
  const full = await small.store.health();
  await small.store.deleteDocument('big', 'b');
  const afterwards = await small.store.accept(accepting(a, 'after', long));
  const free = await small.store.health();
  await small.store.close();
  const large = await openTempStore({ directory });
  const log = await large.store.since(a, 0, 200);
  const more = await large.store.accept(accepting(a, 'more', long));

  expect(accepted).toBeGreaterThan(5);
  expect(full).toMatchObject({ isWritable: false, problem: expect.stringContaining('full') });
  expect(afterwards).toEqual({ kind: 'accepted', seq: accepted + 1, isDuplicate: false });
  expect(free).toMatchObject({ isWritable: true });
  expect(log?.entries.map(({ body }) => body?.text)).toEqual(
    Array.from({ length: accepted + 1 }, () => long),
  );
  expect(more).toMatchObject({ seq: accepted + 2 });
  await large.close();
});

test('what does not fit is refused as a whole, and what fits beside it is written', async () => {
  const { store, close } = await openTempStore({ directory, maxPageCount: 120 });
  const etag = await begin(store, a);
  await begin(store, conversation('b'));

  const tooLong = store.commit({
    conversationId: a,
    key: 'k',
    etag,
    state: { step: 1 },
    entries: Array.from({ length: 60 }, () => reply(long)),
    effects: [
      { kind: 'audit', note: { actor: 'bot', action: 'x', subject: 's' } },
      { kind: 'document.put', write: { collection: 'c', id: 'd', document: 1 } },
    ],
  });
  const beside = store.accept(accepting(conversation('b'), 'k1', '你好'));

  await expect(tooLong).rejects.toMatchObject({ code: 'STORE_FULL' });
  expect(await beside).toMatchObject({ kind: 'accepted', seq: 1 });
  expect(await store.load(a)).toMatchObject({ etag, head: 0, state: { step: 0 } });
  expect(await store.getDocument('c', 'd')).toBeNull();
  expect((await store.listAudit({ limit: 9 })).rows).toEqual([]);
  await commitNow(store, a, 'k', { state: { step: 2 } });
  await close();
});

test('a disk that refuses to grow fails the commits, and the same process recovers', async () => {
  const script = fileURLToPath(new URL('../support/store-filler.ts', import.meta.url));
  // The limit on the size of files (KiB) stands for the disk: a write beyond it fails inside COMMIT.
  const limited = `trap '' XFSZ; ulimit -S -f 600; exec "$0" "$@"`;
  const child = watch(
    spawn('bash', ['-c', limited, process.execPath, script, directory], { stdio: 'pipe' }),
  );
  await child.until(1);
  const pid = String(child.process.pid);

  execFileSync('prlimit', ['--pid', pid, '--fsize=unlimited:unlimited']);
  child.process.stdin?.write('go on\n');
  await child.ended;

  const [failure = '', recovered, acknowledged] = child.lines;
  expect(failure).toMatch(/^STORE_FULL not writable after \d+$/);
  expect(recovered).toBe('writable');
  const { store, close } = await openTempStore({ directory });
  const { head = 0, processed } = (await store.load(a)) ?? {};
  expect(head).toBeGreaterThan(5);
  expect(`${head} ${processed}`).toBe(acknowledged);
  await close();
});

async function acceptUntilFull(store: Store): Promise<number> {
  for (let at = 0; ; at += 1) {
    try {
      await store.accept(accepting(a, `k${at}`, long));
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'STORE_FULL' });
      return at;
    }
  }
}
