import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requirePart } from '../support/require-part.ts';
import { freePort, waitUntilReady } from '../support/start-server.ts';
import { openShopper } from '../support/test-shopper.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
/** Two starts at once, on a machine that may be busy, and a third. */
const severalStartsMs = 180_000;

requirePart('redis', () => {
  let dataDir: string;
  let child: ChildProcess;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'anxin-cluster-'));
  });
  afterEach(async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  });

  test('npm run cluster: a question is answered, also after a node was killed, and all ends on a signal', {
    timeout: severalStartsMs,
  }, async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    child = spawn(process.execPath, ['bot/cluster/main.ts'], {
      cwd: project,
      env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const printed: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => printed.push(String(chunk)));
    const nodeUrls = [1, 2].map((n) => `http://127.0.0.1:${port + n}`);
    await Promise.all(nodeUrls.map((node) => waitUntilReady(node)));
    await waitUntilReady(url);
    const pidOf = (name: string) =>
      Number(new RegExp(`"program":"${name}","pid":(\\d+)`).exec(printed.join(''))?.[1]);

    const shopper = await openShopper(url);
    const before = await shopper.send('运费险是什么');
    await shopper.waitFor(({ id, from }) => id > before && from.id === 'anxin');
    process.kill(pidOf('node-1'), 'SIGKILL');
    const after = await shopper.send('换货要几天');
    await shopper.waitFor(({ id, from }) => id > after && from.id === 'anxin');
    const log = await shopper.readLog();
    await expect
      .poll(() => printed.join('').match(/"program":"node-1"/g)?.length)
      .toBeGreaterThan(2);

    expect(shopper.received).toEqual(log);
    shopper.close();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    const isGone = async (one: string) =>
      fetch(one).then(
        () => false,
        () => true,
      );
    expect(code).toBe(0);
    expect(await Promise.all([url, ...nodeUrls].map(isGone))).toEqual([true, true, true]);
    expect(() => process.kill(pidOf('redis'), 0)).toThrow(/ESRCH/);
  });
});
