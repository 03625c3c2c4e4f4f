import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findBytes, newCanary } from '../support/canaries.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, type TestShopper } from '../support/test-shopper.ts';
import { upload } from '../support/upload-calls.ts';

const command = (name: string) => fileURLToPath(new URL(`../../src/cli/${name}`, import.meta.url));
const run = (name: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [command(name), ...args]);

test('what was erased since a backup is erased again by its restore, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anxin-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const data = join(folder, 'data');
  const backup = join(folder, 'backup');
  const before = await serveHere({ env: { DATA_DIR: data } });
  const erased = await openShopper(before.url);
  const other = await openShopper(before.url);
  const words = [newCanary(), newCanary()];
  const others = [newCanary(), newCanary()];
  await tell(before, erased, words);
  await tell(before, other, others);
  await run('backup.ts', '--to', backup, '--data', data);
  expect(await findBytes([backup], [...words, ...others])).toEqual([...words, ...others]);
  const body = { conversationId: erased.conversationId };
  const answer = await before.staff('/api/privacy/erasures', { method: 'POST', body });
  expect((await answer.json()).status).toBe('done');
  const later = newCanary();
  await erased.send(`我叫${later}`);
  erased.close();
  other.close();
  await before.close();
  const laterBackup = join(folder, 'later');
  await run('backup.ts', '--to', laterBackup, '--data', data);

  const { stdout } = await run('restore.ts', '--from', backup, '--data', data);

  expect(stdout).toContain('会话 1 段，售后单 0 张');
  // The data of before lies apart, as it was; in what is served nothing is back.
  const served = join(folder, 'served');
  await mkdir(served);
  for (const name of await readdir(data))
    if (!name.startsWith('before-restore-'))
      await cp(join(data, name), join(served, name), { recursive: true });
  expect(await findBytes([served], words)).toEqual([]);
  expect(await findBytes([served], others)).toEqual(others);
  // On a machine that knows nothing of it, the newer backup tells: and what was said since stays.
  const elsewhere = join(folder, 'elsewhere');
  const second = await run('restore.ts', '--from', laterBackup, '--data', elsewhere);
  expect(second.stdout).not.toContain('再删一遍');
  expect(await findBytes([elsewhere], [...words, later])).toEqual([later]);
  await run('restore.ts', '--from', backup, '--data', elsewhere);
  for (const name of await readdir(elsewhere))
    if (name.startsWith('before-restore-')) await rm(join(elsewhere, name), { recursive: true });
  expect(await findBytes([elsewhere], [...words, ...others])).toEqual(others);
});

/** One word in a message, and one in a file. */
async function tell({ url }: ServedHere, shopper: TestShopper, words: readonly string[]) {
  const [said, sent] = words;
  await shopper.send(`我叫${said}`);
  const place = {
    url: `${url}/v3/directline/conversations/${shopper.conversationId}`,
    token: shopper.token,
  };
  const bytes = Buffer.from(`%PDF-1.4\n${sent}\n%%EOF\n`);
  const file = { name: 'a.pdf', bytes, type: 'application/pdf' };
  expect((await upload(place, [file])).status).toBe(200);
}
