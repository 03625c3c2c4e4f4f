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
import type { InlineConfig } from 'vite';
import { sha256 } from '../kernel/hash.ts';
import { prepareJudge } from './guard-model/prepare-judge.ts';
import { prepareIntentModel } from './intent-models/prepare-intent-model.ts';
import { type PageBuild, pageBuilds, viteConfig } from './page-builds.ts';
import { serverConfig, serverFolder, serverKey } from './server-build.ts';

// Builds the pages and the server and learns the intents into dist/, each unless what is there was made from the same
// files: `npm run prepare`.
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

/** What Vite makes. */
interface Build {
  readonly what: string;
  readonly folder: string;
  /** Changes with whatever it is made of. */
  readonly key: string;
  config(outDir: string): InlineConfig;
  /** What is missing without it, and without Vite. */
  readonly loss: string;
  size(): string;
}

// Each learns in a process of its own, beside the builds.
const [models] = await Promise.all([
  Promise.all([prepareIntentModel(), prepareJudge()]),
  prepareBuilds(),
]);
for (const told of models) console.log(told);

async function prepareBuilds(): Promise<void> {
  for (const page of pageBuilds) await prepare(pageBuild(page));
  await prepare({
    what: 'server',
    folder: serverFolder,
    key: serverKey(),
    config: serverConfig,
    loss: 'it will run from its sources, which takes longer to start',
    size: () => `${readdirSync(serverFolder).length} files`,
  });
}

function pageBuild(page: PageBuild): Build {
  const folder = join(repository, 'dist', 'web', page.name);
  const inputs = [`src/web/${page.name}`, ...sharedInputs];
  return {
    what: `${page.name} page`,
    folder,
    key: sha256(inputs.flatMap((input) => hashesBelow(input)).join('\n')),
    config: (outDir) => viteConfig(page, outDir),
    loss: `the server will have no page at ${page.base}`,
    size: () => `${gzipKilobytes(folder)} KB gzip`,
  };
}

async function prepare(build: Build): Promise<void> {
  if (readKey(build) === build.key) console.log(`${build.what}: unchanged`);
  else await make(build);
}

async function make(build: Build): Promise<void> {
  const { what, folder, loss } = build;
  const vite = await import('vite').catch(() => null);
  if (vite === null) {
    console.warn(
      existsSync(folder)
        ? `${what}: older than its sources, and Vite is not installed: left as it is. To build it: npm ci --include=dev`
        : `${what}: not built, because Vite is not installed: ${loss}. To build it: npm ci --include=dev, or copy dist/ from where it was built.`,
    );
    return;
  }

  const startedAt = performance.now();
  const fresh = `${folder}.${process.pid}`;
  try {
    await vite.build(build.config(fresh));
    putInPlace(build, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${what}: built in ${seconds} s, ${build.size()}`);
}

/** What was there serves until the new one is whole; a half-built one never does. */
function putInPlace(build: Build, fresh: string): void {
  const { folder, key } = build;
  const old = `${fresh}.old`;
  mkdirSync(join(folder, '..'), { recursive: true });
  // Whatever ends this half-way: what is there is of no key.
  rmSync(keyFileOf(build), { force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
  rmSync(old, { recursive: true, force: true });
  writeFileSync(keyFileOf(build), key);
}

function readKey(build: Build): string | null {
  const keyFile = keyFileOf(build);
  return existsSync(build.folder) && existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null;
}

/** Beside the folder, not in it: everything in a page's folder is served. */
function keyFileOf({ folder }: Build): string {
  return `${folder}.key`;
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
