import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBuiltServer, serverKey } from '../../../src/cli/server-build.ts';

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'anxin-build-'));
  write('bot/main.ts', 'main');
  write('dialogs/dialog.ts', 'dialog');
  write('src/kernel/clock.ts', 'clock');
  write('src/web/chat/main.ts', 'page');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('what was built from these very sources is served', () => {
  expect(findBuiltServer(root)).toBeNull();

  write('dist/server.key', serverKey(root));

  const main = pathToFileURL(join(root, 'dist', 'server', 'main.js')).href;
  expect(findBuiltServer(root)).toBe(main);
});

test.each(['bot/main.ts', 'src/kernel/clock.ts', 'src/kernel/new.ts', 'package-lock.json'])(
  'whoever changes %s runs the sources',
  (path) => {
    write('dist/server.key', serverKey(root));

    write(path, 'another');

    expect(findBuiltServer(root)).toBeNull();
  },
);

test('a page is no part of it, nor is the place where it all lies', () => {
  write('dist/server.key', serverKey(root));

  write('src/web/chat/main.ts', 'another page');
  const copy = `${root}-copy`;
  cpSync(root, copy, { recursive: true });

  expect(findBuiltServer(root)).not.toBeNull();
  expect(findBuiltServer(copy)).not.toBeNull();
  rmSync(copy, { recursive: true });
});
