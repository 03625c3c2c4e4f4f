import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import { openTempStore } from '../support/store-sqlite.ts';

const a = conversation('a');
const b = conversation('b');
const secret = '我的银行卡号是 6222020200112233445';

test('no byte of an erased text is left in the files of the running store', async () => {
  const { store, directory, close } = await openTempStore();
  await fill(store);
  const before = await filesWith(directory, secret);

  await store.erase(a);

  const after = await filesWith(directory, secret);
  expect(before).not.toEqual([]);
  expect(after).toEqual([]);
  expect(await filesWith(directory, '别人的话')).not.toEqual([]);
  await close();
});

test('no byte of a deleted document is left in the files of the running store', async () => {
  const { store, directory, close } = await openTempStore();
  const document = { note: secret, more: '。'.repeat(9000), end: `${secret}!` };
  await store.putDocument({ collection: 'case', id: 'c', document, indexes: { status: 'open' } });
  const before = await filesWith(directory, secret);

  await store.deleteDocument('case', 'c');

  expect(before).not.toEqual([]);
  expect(await filesWith(directory, secret)).toEqual([]);
  await close();
});

/** Many entries, short and long, of two conversations side by side, so that pages are shared and split. */
async function fill(store: Store): Promise<void> {
  await begin(store, a);
  await begin(store, b);
  for (let at = 0; at < 60; at += 1) {
    const padding = '。'.repeat(at % 7 === 0 ? 5000 : at);
    await Promise.all([
      store.accept(accepting(a, `k${at}`, `${padding}${secret}${padding}`)),
      store.accept(accepting(b, `k${at}`, `${padding}别人的话`)),
    ]);
    await commitNow(store, a, `turn:${at}`, {
      state: { heard: `${secret}${padding}` },
      entries: [reply(`您说：${secret}`)],
    });
  }
}

async function filesWith(directory: string, text: string): Promise<readonly string[]> {
  const found = [];
  for (const name of await readdir(directory)) {
    const bytes = await readFile(join(directory, name));
    if (bytes.includes(text)) found.push(name);
  }
  return found;
}
