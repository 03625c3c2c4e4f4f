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

// Builds the shopper's page into dist/, unless what is there was built from the same files: `npm run prepare`.
const repository = join(import.meta.dirname, '..', '..');
const inputs = [
  'src/web',
  'src/api',
  'src/kernel',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];
const page = join(repository, 'dist', 'web', 'chat');
/** Beside the page, not in it: everything in the page's folder is served. */
const keyFile = `${page}.key`;

const key = sha256(inputs.flatMap((input) => hashesBelow(input)).join('\n'));
if (readKey() === key) console.log('pages: unchanged');
else await build();

async function build(): Promise<void> {
  const vite = await import('vite').catch(() => null);
  if (vite === null) {
    console.warn(
      existsSync(page)
        ? 'pages: older than their sources, and Vite is not installed: left as they are. To build them: npm ci --include=dev'
        : 'pages: not built, because Vite is not installed: the server will have no page at /. To build it: npm ci --include=dev, or copy dist/ from where it was built.',
    );
    return;
  }

  const startedAt = performance.now();
  const fresh = `${page}.${process.pid}`;
  try {
    await vite.build({
      configFile: join(repository, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: fresh },
    });
    putInPlace(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`pages: built in ${seconds} s, ${gzipKilobytes(page)} KB gzip`);
}

/** The old page is served until the new one is whole; a half-built one never is. */
function putInPlace(fresh: string): void {
  const old = `${fresh}.old`;
  mkdirSync(join(page, '..'), { recursive: true });
  if (existsSync(page)) renameSync(page, old);
  renameSync(fresh, page);
  rmSync(old, { recursive: true, force: true });
  writeFileSync(keyFile, key);
}

function readKey(): string | null {
  return existsSync(page) && existsSync(keyFile) ? readFileSync(keyFile, 'utf8') : null;
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
