import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { freePort } from '../support/start-server.ts';

const run = promisify(execFile);
const adapter = new URL('../../src/storage/redis/open-redis-store.ts', import.meta.url);

requirePart('redis', (program) =>
  requirePart('openssl', (openssl) => {
    test('rediss:// speaks TLS, and only with a certificate that Node trusts', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'anxin-tls-'));
      onTestFinished(() => rm(folder, { recursive: true }));
      const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
      const made = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost
        -addext subjectAltName=IP:127.0.0.1 -keyout ${key} -out ${certificate}`;
      await run(openssl, made.split(/\s+/));
      const port = await freePort();
      const redis = await startRedis(program, {
        'tls-port': String(port),
        'tls-cert-file': certificate,
        'tls-key-file': key,
        'tls-auth-clients': 'no',
      });
      onTestFinished(() => redis.stop());
      const url = `rediss://127.0.0.1:${port}`;

      const trusting = await openInProcess(url, { NODE_EXTRA_CA_CERTS: certificate });
      const doubting = openInProcess(url, {});

      expect(trusting.stdout).toBe('redis true\n');
      await expect(doubting).rejects.toThrow(/self-signed certificate/);
    });
  }),
);

/** Opens the store as a program of its own: Node reads what it trusts when it starts. */
function openInProcess(url: string, env: Readonly<Record<string, string>>) {
  const program = `
    import { openRedisStore } from '${adapter}';
    const nothing = () => undefined;
    const logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
    const address = { url: '${url}' };
    const store = await openRedisStore({ address, logger, acceptsLoss: false, openWithinMs: 3000 });
    const { adapter, isWritable } = await store.health();
    console.log(adapter, isWritable);
    await store.close();
  `;
  const args = ['--input-type=module', '-e', program];
  return run(process.execPath, args, { env: { ...process.env, ...env } });
}
