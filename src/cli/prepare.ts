import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sha256 } from '../kernel/hash.ts';
import { prepareJudge } from './guard-model/prepare-judge.ts';
import { prepareIntentModel } from './intent-models/prepare-intent-model.ts';
import { type PageBuild, pageBuilds, viteConfig } from './page-builds.ts';

// Builds the pages and learns the intents into dist/, each unless what is there was made from the same files:
// `npm run prepare`.
const repository = join(import.meta.dirname, '..', '..');
/** What every page is made of, beside its own folder. */
const sharedInputs = [
  'src/web/shared',
  'src/web/cards',
  'src/api',
  'src/kernel',
  'src/cli/page-builds.ts',
  'tsconfig.json',
  'package-lock.json',
];

for (const page of pageBuilds) await prepare(page);
// Each learns in a process of its own.
for (const told of await Promise.all([prepareIntentModel(), prepareJudge()])) console.log(told);

async function prepare(page: PageBuild): Promise<void> {
  const inputs = [`src/web/${page.name}`, ...sharedInputs];
  const key = sha256(inputs.flatMap((input) => hashesBelow(input)).join('\n'));
  if (readKey(page) === key) console.log(`${page.name} page: unchanged`);
  else await build(page, key);
}

async function build(page: PageBuild, key: string): Promise<void> {
  const { name, base } = page;
  const built = folderOf(page);
  const vite = await import('vite').catch(() => null);
  if (vite === null) {
    console.warn(
      existsSync(built)
        ? `${name} page: older than its sources, and Vite is not installed: left as it is. To build it: npm ci --include=dev`
        : `${name} page: not built, because Vite is not installed: the server will have no page at ${base}. To build it: npm ci --include=dev, or copy dist/ from where it was built.`,
    );
    return;
  }

  const startedAt = performance.now();
  const fresh = `${built}.${process.pid}`;
  try {
    await vite.build(viteConfig(page, fresh));
    putInPlace(page, fresh, key);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name} page: built in ${seconds} s, ${gzipKilobytes(built)} KB gzip`);
}

/** The old page is served until the new one is whole; a half-built one never is. */
function putInPlace(page: PageBuild, fresh: string, key: string): void {
  const built = folderOf(page);
  const old = `${fresh}.old`;
  mkdirSync(join(built, '..'), { recursive: true });
  if (existsSync(built)) renameSync(built, old);
  renameSync(fresh, built);
  rmSync(old, { recursive: true, force: true });
  writeFileSync(keyFileOf(page), key);
}

function readKey(page: PageBuild): string | null {
  const keyFile = keyFileOf(page);
  return existsSync(folderOf(page)) && existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null;
}

function folderOf({ name }: PageBuild): string {
  return join(repository, 'dist', 'web', name);
}

/** Beside the page, not in it: everything in the page's folder is served. */
function keyFileOf(page: PageBuild): string {
  return `${folderOf(page)}.key`;
}

/** One line for each file, in an order that does not depend on the machine. */
function hashesBelow(input: string): readonly string[] {
  const path = join(repository, input);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [`${input} ${sha256(readFileSync(path))}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => hashesBelow(`${input}/${name}`));
}

function gzipKilobytes(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(html|js|css)$/.test(path));
  const bytes = files.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
  return (bytes / 1024).toFixed(1);
}
