import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { HandoffList } from '../../src/api/desk.ts';
import { signIn } from '../support/desk-client.ts';
import { freePort } from '../support/start-server.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

test('npm run demo: three shoppers wait, and what is printed opens the desk', async () => {
  const port = await freePort();
  const started = spawn(process.execPath, ['bot/demo/main.ts'], {
    cwd: project,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = started;
  let printed = '';
  for await (const chunk of started.stdout) {
    printed += String(chunk);
    if (printed.includes('姓名')) break;
  }
  const url = /\S+(?=\/desk)/.exec(printed)?.[0] ?? '';
  const token = /令牌 +(\S+)/.exec(printed)?.[1] ?? '';

  const desk = await signIn({ url, token }, '林溪');
  const { handoffs }: HandoffList = await (await desk.get('/api/handoffs')).json();

  expect(handoffs.map(({ place }) => place)).toEqual([1, 2, 3]);
  expect(handoffs.every(({ preview }) => (preview ?? '').length > 4)).toBe(true);
  started.kill('SIGTERM');
  const [code] = await once(started, 'exit');
  expect(code).toBe(0);
});
