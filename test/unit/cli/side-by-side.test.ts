import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const program = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'side-by-side.ts');
const folder = mkdtempSync(join(tmpdir(), 'anxin-scripts-'));
const scripts = { good: 'echo well', bad: 'echo oh no >&2; exit 3' };
writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...names: readonly string[]) =>
  spawnSync(process.execPath, [program, ...names], { cwd: folder, encoding: 'utf8' });

test('all scripts run, and one that fails is named and fails the whole', () => {
  const { status, stdout, stderr } = run('good', 'bad', 'unknown');

  expect(status).toBe(1);
  expect(stdout).toContain('== good: passed\nwell\n');
  expect(stdout).toContain('== bad: failed\noh no\n');
  expect(stderr).toBe('failed: bad, unknown\n');
});

test('scripts that all pass say so', () => {
  const { status, stdout, stderr } = run('good');

  expect([status, stdout, stderr]).toEqual([0, '== good: passed\nwell\n', '']);
});
