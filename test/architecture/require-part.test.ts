import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('a missing program is said aloud and skips its tests on a developer’s machine', () => {
  const run = runWithoutPrograms({});

  expect(run.status).toBe(0);
  expect(run.counts).toEqual({ passed: 0, failed: 0, skipped: 1 });
  expect(run.stderr).toContain('SKIPPED: no redis on this machine');
  expect(run.stderr).toContain('apt-get install redis-server');
});

test('a missing program fails in CI', () => {
  const run = runWithoutPrograms({ CI: '1' });

  expect(run.status).not.toBe(0);
  expect(run.counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

/** A vitest of its own, on a test that needs Redis, with an empty search path. */
function runWithoutPrograms(environment: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'require-part-'));
  folders.push(folder);
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const requirePart = join(repository, 'test', 'support', 'require-part.ts');
  writeFileSync(
    join(folder, 'needs-redis.test.ts'),
    `import { test } from 'vitest';
    import { requirePart } from ${JSON.stringify(requirePart)};
    requirePart('redis', () => test('works', () => {}));`,
  );

  const vitest = join(repository, 'node_modules', 'vitest', 'vitest.mjs');
  const report = join(folder, 'report.json');
  const { status, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--reporter=json', '--outputFile', report],
    { env: { PATH: folder, ...environment }, encoding: 'utf8' },
  );
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return {
    status,
    stderr,
    counts: { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests },
  };
}
