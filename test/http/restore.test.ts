import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serveHere } from '../support/serve-here.ts';
import { openShopper, type ReceivedActivity } from '../support/test-shopper.ts';

const command = (name: string) => fileURLToPath(new URL(`../../src/cli/${name}`, import.meta.url));
const run = (name: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [command(name), ...args]);

interface ActivitySet {
  readonly activities: readonly ReceivedActivity[];
  readonly watermark: string;
}

test('a restored backup replays the log under a new watermark epoch, to a client that was ahead of it too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anxin-'));
  const DATA_DIR = join(folder, 'data');
  const backup = join(folder, 'backup');
  const before = await serveHere({ env: { DATA_DIR } });
  const shopper = await openShopper(before.url);
  const ask = async (text: string) => {
    const id = await shopper.send(text);
    await shopper.waitFor((activity) => activity.id > id);
  };
  await ask('运费险是什么？');
  await run('backup.ts', '--to', backup, '--data', DATA_DIR);
  const saved = await shopper.readLog();
  await ask('这一句在备份之后');
  const activitiesAt = async (url: string, watermark: string): Promise<ActivitySet> => {
    const path = `/v3/directline/conversations/${shopper.conversationId}/activities`;
    const headers = { authorization: `Bearer ${shopper.token}` };
    return (await fetch(`${url}${path}?watermark=${watermark}`, { headers })).json();
  };
  const ahead = await activitiesAt(before.url, '');
  shopper.close();
  await before.close();

  await run('restore.ts', '--from', backup, '--data', DATA_DIR);
  const after = await serveHere({ env: { DATA_DIR } });
  const replayed = await activitiesAt(after.url, ahead.watermark);

  expect(ahead.activities.length).toBeGreaterThan(saved.length);
  expect(replayed.activities).toEqual(saved);
  expect(replayed.watermark.split('-')[0]).not.toBe(ahead.watermark.split('-')[0]);
  await after.close();
  await rm(folder, { recursive: true });
});

test('a restore is refused while the server runs, and says what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'anxin-'));
  const DATA_DIR = join(folder, 'data');
  const backup = join(folder, 'backup');
  const served = await serveHere({ env: { DATA_DIR } });
  await run('backup.ts', '--to', backup, '--data', DATA_DIR);

  const refused = run('restore.ts', '--from', backup, '--data', DATA_DIR);

  await expect(refused).rejects.toThrow(/stop/i);
  await served.close();
  await rm(folder, { recursive: true });
});
