import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  freePort,
  type StartedServer,
  startServer,
  waitUntilReady,
} from '../support/start-server.ts';
import { openShopper, seqOf } from '../support/test-shopper.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start`, as a shopkeeper does it. */
function npmStart(port: number, dataDir: string): ChildProcess {
  return spawn('npm', ['start', '--silent'], {
    cwd: project,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    stdio: 'ignore',
  });
}

test('SIGTERM to npm start under load drains: acknowledged messages are kept, answered once, in order, and never logged', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const npm = npmStart(port, dataDir);
  await waitUntilReady(url);
  const shoppers = await Promise.all(Array.from({ length: 6 }, () => openShopper(url)));
  let isStopped = false;
  const acknowledged = shoppers.map(() => [] as string[]);
  const load = shoppers.map(async (shopper, n) => {
    for (let k = 0; !isStopped; k++) {
      acknowledged[n]?.push(await shopper.send(`运费险怎么赔（${k}）`));
    }
  });
  await expect.poll(() => Math.min(...acknowledged.map((ids) => ids.length))).toBeGreaterThan(3);

  const exited = once(npm, 'exit');
  npm.kill('SIGTERM');
  await exited;
  const isPortFree = await fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  );
  const next = await startServer({ port, dataDir, env: { LOG_LEVEL: 'debug' } });
  isStopped = true;
  await Promise.all(load);

  expect(isPortFree).toBe(true);
  for (const [n, shopper] of shoppers.entries()) {
    const own = acknowledged[n] ?? [];
    const last = own.at(-1) ?? '';
    await shopper.waitFor((activity) => activity.id > last);
    const log = await shopper.readLog();
    expect(log.map(seqOf)).toEqual(log.map((_entry, index) => index + 1));
    const sent = log.filter((activity) => activity.from.id.startsWith('dl_'));
    expect(sent.map((activity) => activity.id)).toEqual(own);
    expect(shopper.received.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
    shopper.close();
  }
  await expectSilentLog(next);
  expect(await next.stop()).toBe(0);
  await rm(dataDir, { recursive: true, force: true });
});

/** What shoppers type never reaches the log, not even of a request that is refused. */
async function expectSilentLog(server: StartedServer): Promise<void> {
  const shopper = await openShopper(server.url);
  const secrets = ['13912345678', '北京市朝阳区望京路一号', '11010519491231002X'];

  for (const secret of secrets) {
    const id = await shopper.send(`我的资料是${secret}，帮我看看`);
    await shopper.waitFor((activity) => activity.id > id);
  }
  // It is logged too.
  await fetch(`${server.url}/v3/directline/conversations/${secrets[0]}/activities`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shopper.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', text: secrets[0] }),
  });
  const log = server.log();
  shopper.close();

  expect(log).toContain('ready');
  for (const secret of secrets) expect(log).not.toContain(secret);
}
