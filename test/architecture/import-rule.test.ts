import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruise, type Violation } from './cruise.ts';

const repository = join(import.meta.dirname, '..', '..');
const table = readTable();
const folders = table.map(({ folder }) => folder);
const domain = folders.slice(0, folders.indexOf('src/insight') + 1);
const target = 'export const x = 1; export type X = 1;';
const targets = Object.fromEntries(folders.map((folder) => [`${folder}/target.ts`, target]));
const temporary: string[] = [];

afterAll(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true });
});

test.each([
  { tree: 'an empty tree', files: { 'README.md': '' }, status: 1, says: 'No file was seen' },
  {
    tree: 'a violation',
    files: { 'src/nlu/a.ts': use('ws') },
    status: 1,
    says: 'src/nlu: packages',
  },
  {
    tree: 'a clean tree',
    files: { 'src/nlu/a.ts': target },
    status: 0,
    says: '1 files, 0 violations',
  },
])('`npm run imports` on $tree ends with $status', ({ files, status, says }) => {
  const command = join(import.meta.dirname, 'check-imports.ts');

  const run = spawnSync(process.execPath, [command], { cwd: plant(files), encoding: 'utf8' });

  expect(run.status).toBe(status);
  expect(run.stdout + run.stderr).toContain(says);
});

test('between any two folders the rule allows what ARCHITECTURE.md allows, and nothing else', () => {
  const pairs = folders.flatMap((from) =>
    folders.filter((to) => to !== from).map((to) => ({ from, to })),
  );
  const tree = plant({
    ...targets,
    ...Object.fromEntries(
      pairs.map(({ from, to }) => [useOf(from, to), use(`${up(from)}${to}/target.ts`)]),
    ),
  });

  const { violations } = cruise(tree);

  const caught = violations.filter(({ rule }) => rule.endsWith(': other folders'));
  const forbidden = pairs.filter(({ from, to }) => !mayImport(from, to));
  expect(forbidden.length).toBeGreaterThan(folders.length);
  expect(caught.map(({ from }) => from).sort()).toEqual(
    forbidden.map(({ from, to }) => useOf(from, to)).sort(),
  );
  for (const { rule, from } of caught)
    expect(from.startsWith(rule.replace(/: .*/, '/'))).toBe(true);
});

/** Each is written into a file of its own (`*` becomes a number) and must be caught by the rule named beside it. */
const plants = [
  ...folders
    .filter((folder) => !['src/http', 'src/cli', 'bot'].includes(folder))
    .map((folder) => ({
      file: `${folder}/*.ts`,
      text: use('express'),
      rule: `${folder}: packages`,
    })),
  ...[...domain, 'dialogs', 'src/api', 'src/storage', 'src/web/chat'].map((folder) => ({
    file: `${folder}/*.ts`,
    text: use('node:fs'),
    rule: `${folder}: modules of Node`,
  })),
  ...['sqlite', 'net', 'http', 'worker_threads', 'child_process', 'timers/promises'].map(
    (name) => ({
      file: 'src/conversation/*.ts',
      text: use(`node:${name}`),
      rule: 'src/conversation: modules of Node',
    }),
  ),
  {
    file: 'src/conversation/*.ts',
    text: use('ws'),
    rule: 'src/conversation: packages',
  },
  { file: 'src/http/*.ts', text: use('node:sqlite'), rule: 'src/http: modules of Node' },
  ...['other folders', 'modules of Node'].map((rule) => ({
    file: 'src/knowledge/read-knowledge-folder.ts',
    text: `${use('node:net')} ${use('../nlu/target.ts')}`,
    rule: `src/knowledge/read-knowledge-folder.ts: ${rule}`,
  })),
  {
    file: 'src/storage/sqlite/*.ts',
    text: useType('../../handoff/claim-handoff.ts'),
    rule: 'src/storage/sqlite: other folders',
  },
  {
    file: 'src/storage/sqlite/*.ts',
    text: use('../redis/target.ts'),
    rule: 'src/storage/sqlite: other folders',
  },
  { file: 'src/nlu/*.ts', text: use('botbuilder-core'), rule: 'framework-at-the-edge' },
  { file: 'src/cli/*.ts', text: useType('botbuilder-dialogs'), rule: 'framework-at-the-edge' },
  { file: 'src/cli/*.ts', text: use('botframework-directlinejs'), rule: 'framework-at-the-edge' },
  { file: 'src/cli/*.ts', text: use('../../bot/target.ts'), rule: 'src/cli: other folders' },
  { file: 'src/cli/*.ts', text: use('../../test/target.ts'), rule: 'src/cli: other folders' },
  { file: 'bot/*.ts', text: use('../test/target.ts'), rule: 'bot: other folders' },
  {
    file: 'bot/turn/*.ts',
    text: use('../../src/storage/sqlite/target.ts'),
    rule: 'storage-opened-once',
  },
  { file: 'src/http/*.ts', text: use('../storage/sqlite/target.ts'), rule: 'storage-opened-once' },
  { file: 'src/nlu/*.ts', text: useType('../search/target.ts'), rule: 'src/nlu: other folders' },
  {
    file: 'src/nlu/*.ts',
    text: "export { x } from '../search/target.ts';",
    rule: 'src/nlu: other folders',
  },
  {
    file: 'src/nlu/*.ts',
    text: "export * from '../search/target.ts';",
    rule: 'src/nlu: other folders',
  },
  {
    file: 'src/nlu/*.ts',
    text: "export class A { async load() { return (await import('../search/target.ts')).x; } }",
    rule: 'src/nlu: other folders',
  },
  {
    file: 'src/nlu/*.ts',
    text: "export const load = () => ({ late: [import('../search/target.ts')] });",
    rule: 'src/nlu: other folders',
  },
  {
    file: 'src/web/chat/*.tsx',
    text: `${use('../../kernel/target.ts')} export const A = () => <p>{used}</p>;`,
    rule: 'src/web/chat: other folders',
  },
  {
    file: 'src/web/rules/*.tsx',
    text: `${use('../chat/target.ts')} export const A = () => <p>{used}</p>;`,
    rule: 'src/web/rules: other folders',
  },
  { file: 'src/nlu/*.ts', text: use('./nowhere.ts'), rule: 'no-unresolved' },
  { file: 'src/nlu/*.ts', text: use('a-package-nobody-installed'), rule: 'no-unresolved' },
  {
    file: 'src/nlu/here.ts',
    text: "import { y } from './there.ts'; export const x = y;",
    rule: 'no-cycles',
  },
  { file: 'bot/*.ts', text: use('playwright-core'), rule: 'no-development-packages' },
].map(({ file, ...rest }, index) => ({ file: file.replace('*', `planted-${index}`), ...rest }));

describe('a planted import', () => {
  let caught: readonly Violation[] = [];

  beforeAll(() => {
    const tree = plant({
      ...targets,
      'test/target.ts': target,
      'src/handoff/claim-handoff.ts': target,
      'src/nlu/there.ts': "import { x } from './here.ts'; export const y = x;",
      ...Object.fromEntries(plants.map(({ file, text }) => [file, text])),
    });
    caught = cruise(tree).violations;
  });

  test.each(plants)('$file breaks “$rule”', ({ file, rule }) => {
    const rules = caught.filter(({ from }) => from === file).map((one) => one.rule);

    expect(rules).toContain(rule);
  });
});

test('what the rule grants by name is granted', () => {
  const tree = plant({
    ...targets,
    'src/handoff/queue-store.ts': target,
    'src/knowledge/read-knowledge-folder.ts': use('node:fs/promises'),
    'src/storage/store.ts': useType('../handoff/queue-store.ts'),
    'src/storage/sqlite/a.ts': `${use('node:sqlite')} ${useType('../../handoff/queue-store.ts')}`,
    'src/cli/a.ts': use('../storage/sqlite/target.ts'),
    'bot/compose.ts': use('../src/storage/sqlite/target.ts'),
    'bot/turn/a.ts': useType('../../src/storage/store.ts'),
    'dialogs/a.ts': use('botbuilder-dialogs'),
  });

  expect(cruise(tree).violations).toEqual([]);
});

test.each(['src/magic/a.ts', 'src/storage/papyrus/a.ts', 'src/web/watch/a.ts', 'src/web/a.ts'])(
  'code without a row fails: %s',
  (file) => {
    const tree = plant({ ...targets, [file]: target });

    expect(() => cruise(tree)).toThrow(/has no row in \.dependency-cruiser\.cjs/);
  },
);

test('types are imported at the head of a file, where the cruiser sees them', () => {
  const hidden = sourceFiles().filter((file) =>
    /typeof import\(|\bimport\([^)]*\)\.[A-Z]/.test(readFileSync(join(repository, file), 'utf8')),
  );

  expect(hidden).toEqual([]);
});

test('the rule has a row for each folder of ARCHITECTURE.md, and for no other', () => {
  const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

  const rows = forbidden
    .map(({ name }: { readonly name: string }) => name)
    .filter((name: string) => /^[a-z/]+: other folders$/.test(name))
    .map((name: string) => name.split(':')[0]);
  expect(rows.sort()).toEqual([...folders].sort());
});

interface Row {
  readonly folder: string;
  readonly allowed: readonly string[];
}

/** The table under “The import rule”: first cell the folder, second the folders it may import. */
function readTable(): readonly Row[] {
  const text = readFileSync(join(repository, 'ARCHITECTURE.md'), 'utf8');
  const section = text.split('## The import rule')[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [folder = [], allowed = []] = line
        .split('|')
        .slice(1)
        .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
      return { folder: folder[0] ?? '', allowed };
    });
}

function sourceFiles(): readonly string[] {
  const files = ['bot', 'dialogs', 'src'].flatMap((root) =>
    readdirSync(join(repository, root), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(root, file),
    ),
  );
  return files.filter((file) => /\.tsx?$/.test(file));
}

function mayImport(from: string, to: string): boolean {
  const allowed = table.find(({ folder }) => folder === from)?.allowed ?? [];
  return (
    allowed.includes(to) ||
    (allowed.includes('domain') && domain.includes(to)) ||
    (allowed.includes('everything under src') && to.startsWith('src/'))
  );
}

function useOf(from: string, to: string): string {
  return `${from}/uses-${to.replaceAll('/', '-')}.ts`;
}

function up(folder: string): string {
  return '../'.repeat(folder.split('/').length);
}

function use(specifier: string): string {
  return `import * as used from '${specifier}'; void used;`;
}

function useType(specifier: string): string {
  return `import type { X } from '${specifier}'; export type Y = X;`;
}

/** A tree in a temporary folder, with the packages of this repository. */
function plant(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-rule-'));
  temporary.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const shared of ['node_modules', 'package.json']) {
    symlinkSync(join(repository, shared), join(folder, shared));
  }
  return folder;
}
