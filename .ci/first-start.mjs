// Starts the server as a newcomer does, twice on one data folder, looks at the page and ends it politely.
// Runs under the Node of the machine, whatever `npm start` then uses.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

// Three seconds are promised, and printed for whoever reads: a machine busy otherwise may take many times as long, and
// says nothing about us. These limits only end what would never come.
const readyLimitMs = 60_000;
const endLimitMs = 60_000;
const memoryLimitBytes = 320e6;
const [dataDir] = process.argv.slice(2);

for (const start of ['first', 'second']) await startAndEnd(start);

async function startAndEnd(start) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const npm = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that after a failure the server does not outlive npm.
    detached: true,
  });
  const ended = once(npm, 'exit');
  try {
    await untilReady(url, npm);
    console.log(`${start} start: ready after ${Math.round(performance.now() - startedAt)} ms`);
    const { memoryBytes } = await (await fetch(`${url}/readyz`)).json();
    console.log(`${start} start: ${Math.round(memoryBytes / 1e6)} MB resident`);
    if (memoryBytes > memoryLimitBytes) throw new Error('more memory at rest than promised');
    const page = await fetch(url);
    const html = await page.text();
    if (page.status !== 200 || !html.includes('<script')) {
      throw new Error(`GET / answered ${page.status} and no page`);
    }
    npm.kill('SIGTERM');
    const [code, signal] =
      (await Promise.race([ended, pause(endLimitMs, [], { ref: false })])) ?? [];
    if (code !== 0) throw new Error(`after SIGTERM: ended with ${code ?? signal ?? 'nothing'}`);
    if (await isAnswering(`${url}/healthz`))
      throw new Error('npm ended and left the server running');
  } catch (error) {
    killGroup(npm.pid);
    throw error;
  }
}

function killGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

async function untilReady(url, npm) {
  const deadline = performance.now() + readyLimitMs;
  while (performance.now() < deadline && npm.exitCode === null) {
    if (await isAnswering(`${url}/readyz`)) return;
    await pause(50);
  }
  throw new Error(`/readyz did not answer 200 within ${readyLimitMs} ms`);
}

async function isAnswering(url) {
  const response = await fetch(url).catch(() => null);
  return response?.ok ?? false;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
