import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';

// The server as few files in the place of the thousand that it is written in: reading those is a third of a start.

const repository = join(import.meta.dirname, '..', '..');
const folders = ['bot', 'dialogs', 'src'];
/** Pages have files of their own. */
const pages = join('src', 'web');

/** Where `npm run prepare` puts it; the key beside it says what it was made from. */
export const serverFolder = join(repository, 'dist', 'server');

/** Address of the built server, or `null` where it was not made from these very sources: then they run as they stand. */
export function findBuiltServer(root = repository): string | null {
  const built = join(root, 'dist', 'server');
  const isCurrent =
    existsSync(`${built}.key`) && readFileSync(`${built}.key`, 'utf8') === serverKey(root);
  return isCurrent ? pathToFileURL(join(built, 'main.js')).href : null;
}

/** Changes with every file of the server and every version of a package. */
export function serverKey(root = repository): string {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => /\.[jt]s$/.test(path) && !path.startsWith(pages)),
  );
  const key = createHash('sha256');
  for (const path of [...sources.sort(), 'package-lock.json'])
    key.update(`${path}\n`).update(readFileSync(join(root, path)));
  return key.digest('hex');
}

/** How Vite makes it, into `outDir`, a folder two levels below this repository. */
export function serverConfig(outDir: string): InlineConfig {
  return {
    configFile: false,
    logLevel: 'warn',
    root: repository,
    publicDir: false,
    plugins: [keepPlaces, leaveOutAzure],
    ssr: {
      noExternal: true,
      // Compiled for the machine, with files beside them.
      external: ['@node-rs/jieba', 'nodejieba'],
      resolve: { mainFields: ['main'], conditions: ['node', 'default'] },
    },
    build: {
      ssr: 'bot/main.ts',
      target: 'node24',
      outDir,
      emptyOutDir: true,
      minify: false,
      // For `--enable-source-maps`; nobody reads it else.
      sourcemap: true,
      rolldownOptions: {
        // Names of classes and functions stand in logs, and the framework takes some for ids.
        output: {
          chunkFileNames: '[name]-[hash].js',
          keepNames: true,
          sourcemapExcludeSources: true,
        },
      },
    },
  };
}

/** A module goes on to find what lies beside its source: other files, workers, the folders of the repository. */
const keepPlaces: Plugin = {
  name: 'keep-places',
  enforce: 'pre',
  transform: {
    filter: { code: /import\.meta\.(url|dirname)/ },
    handler(code, id) {
      const path = relative(repository, id);
      const file = JSON.stringify(`../../${path}`);
      const folder = JSON.stringify(`/../../${join(path, '..')}`);
      const placed = code
        .replaceAll('import.meta.dirname', `(import.meta.dirname + ${folder})`)
        .replaceAll('import.meta.url', `new URL(${file}, import.meta.url).href`);
      // No line moves.
      return { code: placed, map: null };
    },
  },
};

/** What the framework loads for bots on Azure, and nobody here calls: sign-in, 500 files. */
const azure =
  /^botframework-connector$|\/(azureCoreHttpCompat|cloudAdapterBase|configurationBotFrameworkAuthentication|configurationServiceClientCredentialFactory)$/;
const nothing = '\0nothing-of-azure';
const leaveOutAzure: Plugin = {
  name: 'leave-out-azure',
  enforce: 'pre',
  resolveId: { filter: { id: azure }, handler: () => nothing },
  load: { filter: { id: new RegExp(`^${nothing}$`) }, handler: () => 'export {};' },
};
