import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { readConfig } from '../../../bot/config.ts';
import { openSecrets, type Secrets } from '../../../bot/secrets.ts';

/** Each thread loads the program anew. */
const loadingMs = 60_000;

test('of several first starts on one folder, one makes the secrets of all', {
  timeout: loadingMs,
}, async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'anxin-secrets-'));
  const starts = 3;

  const opened = await Promise.all(Array.from({ length: starts }, () => openInThread(DATA_DIR)));

  expect(new Set(opened.map(({ apiToken }) => apiToken)).size).toBe(1);
  expect(openSecrets(readConfig({ DATA_DIR }))).toEqual(opened[0]);
  expect(await readdir(DATA_DIR)).toEqual(['secrets.json']);
  expect((await stat(join(DATA_DIR, 'secrets.json'))).mode & 0o777).toBe(0o600);
  await rm(DATA_DIR, { recursive: true });
});

function openInThread(dataDir: string): Promise<Secrets> {
  const folder = new URL('../../../bot/', import.meta.url);
  const program = `
    import { parentPort } from 'node:worker_threads';
    import { readConfig } from '${folder}config.ts';
    import { openSecrets } from '${folder}secrets.ts';
    parentPort.postMessage(openSecrets(readConfig({ DATA_DIR: ${JSON.stringify(dataDir)} })));
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
