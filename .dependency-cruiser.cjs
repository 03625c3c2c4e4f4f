// The import rule. ARCHITECTURE.md shows the same table to people; test/architecture plants a violation of each row.
const { existsSync, readdirSync } = require('node:fs');

/** Node's own modules without a door to the world: no file, no socket, no thread, no clock. */
const pure = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'path',
  'string_decoder',
  'url',
  'util',
  'zlib',
];
const served = [...pure, 'fs', 'fs/promises', 'http', 'net', 'stream', 'stream/promises'];
const any = ['.*'];

const domain = [
  'src/kernel',
  'src/conversation',
  'src/commerce',
  'src/staff',
  'src/knowledge',
  'src/nlu',
  'src/policy',
  'src/search',
  'src/forms',
  'src/cases',
  'src/handoff',
  'src/evidence',
  'src/assist',
  'src/publishing',
  'src/privacy',
  'src/insight',
];

/** The ports of the store and the types they are written in. */
const ports = [
  'src/kernel',
  { files: 'src/[^/]+/[^/]+-store\\.ts' },
  { files: 'src/conversation/(effect|log-entry)\\.ts' },
];

/**
 * Folder → the folders, packages and modules of Node it may import. Where folders nest, the longest name decides.
 * `src/storage` and `src/web` are split: each folder in them needs its own row.
 */
const rows = {
  'src/kernel': row([]),
  'src/conversation': row(['src/kernel'], ['zod']),
  'src/commerce': row(['src/kernel'], ['zod']),
  'src/staff': row(['src/kernel'], ['zod', 'jose']),
  'src/knowledge': row(['src/kernel'], ['zod', 'yaml', 'mdast', 'mdast-util-from-markdown']),
  'src/nlu': row(['src/kernel', 'src/knowledge'], ['zod']),
  'src/policy': row(['src/kernel', 'src/commerce', 'src/knowledge'], ['zod', 'yaml']),
  'src/search': row(['src/kernel', 'src/nlu', 'src/knowledge']),
  'src/forms': row(['src/kernel', 'src/knowledge', 'src/nlu', 'src/policy'], ['zod']),
  'src/cases': row(['src/kernel', 'src/commerce', 'src/conversation', 'src/policy'], ['zod']),
  'src/evidence': row(
    ['src/kernel', 'src/conversation', 'src/cases', 'src/knowledge', 'src/policy'],
    ['zod', 'fflate'],
  ),
  'src/handoff': row(['src/kernel', 'src/conversation', 'src/staff'], ['zod']),
  'src/assist': row([
    'src/kernel',
    'src/conversation',
    'src/nlu',
    'src/policy',
    'src/search',
    // The summary tells what an open form has collected.
    'src/forms',
    'src/cases',
    'src/knowledge',
  ]),
  'src/publishing': row([
    // The rules of the guard are checked with the rest of a revision.
    'src/assist',
    'src/forms',
    'src/kernel',
    'src/staff',
    'src/knowledge',
    'src/nlu',
    'src/policy',
    'src/search',
    // A draft is checked with all its files.
    'src/privacy',
  ]),
  'src/privacy': row(domain, ['zod', 'fflate']),
  'src/insight': row(domain),
  'src/storage': row(ports),
  'src/storage/copy': row([...ports, 'src/storage'], ['zod']),
  'src/storage/sqlite': row([...ports, 'src/storage', 'src/storage/copy'], ['zod'], any),
  'src/storage/files': row([...ports, 'src/storage'], [], any),
  'src/storage/redis': row([...ports, 'src/storage', 'src/storage/copy'], ['zod', 'redis'], any),
  'src/api': row(['src/kernel'], ['zod'], []),
  'src/http': row(
    [...domain, 'src/api'],
    ['express', 'zod', 'multer', 'jose', 'cookie', 'helmet', 'rate-limiter-flexible'],
    served,
  ),
  'src/web/cards': row(['src/api', 'src/web/shared'], ['preact'], []),
  'src/web/chat': row(['src/api', 'src/web/shared', 'src/web/cards'], ['preact'], []),
  'src/web/rules': row(['src/api', 'src/web/shared', 'src/web/cards'], ['preact'], []),
  'src/web/desk': row(
    ['src/api', 'src/web/shared'],
    ['react', 'react-dom', '@tanstack/[^/]+', '@codemirror/[^/]+'],
    [],
  ),
  'src/web/shared': row(['src/api'], [], []),
  'src/cli': row(['src'], any, any),
  dialogs: row([...domain, 'src/api'], ['botbuilder-core', 'botbuilder-dialogs'], pure),
  bot: row(['src', 'dialogs'], any, any),
};
const split = ['src', 'src/storage', 'src/web'];

/** Single files that may do more than their folder, each with its reason. */
const exceptions = [
  {
    file: 'src/knowledge/read-knowledge-folder.ts',
    builtins: ['fs', 'fs/promises'],
    reason: 'reads the operators’ files, which are the point of the folder',
  },
  {
    file: 'src/knowledge/live-knowledge.ts',
    builtins: ['fs'],
    reason: 'notices that the operators’ files changed',
  },
  {
    file: 'src/nlu/rs-segmenter.ts',
    packages: ['@node-rs/jieba'],
    builtins: ['fs', 'module'],
    reason: 'one of the two segmenters; reads the dictionary that its package brings',
  },
  {
    file: 'src/nlu/nodejieba-segmenter.ts',
    packages: ['nodejieba'],
    builtins: ['worker_threads'],
    reason: 'the other segmenter; refuses to load outside the main thread',
  },
  {
    file: 'src/nlu/simplified.ts',
    packages: ['opencc-js'],
    reason: 'the tables of traditional characters',
  },
  {
    file: 'src/commerce/call-order-system.ts',
    packages: ['cockatiel'],
    reason: 'waits for somebody else’s system: timeouts, repetitions, a circuit',
  },
  {
    file: 'src/nlu/spelling/string-distances.ts',
    packages: ['natural'],
    builtins: ['module'],
    reason: 'string distances, read by the first text that needs them',
  },
  {
    file: 'src/nlu/sounds.ts',
    packages: ['pinyin-pro'],
    reason: 'the table of sounds, loaded for training only',
  },
];

failOnCodeWithoutRow();

module.exports = {
  forbidden: [
    ...Object.keys(rows).flatMap(rulesOfRow),
    ...exceptions.flatMap(rulesOfException),
    {
      name: 'framework-at-the-edge',
      comment: 'The Bot Framework is archived upstream: only bot/ and dialogs/ may know it.',
      severity: 'error',
      from: { pathNot: '^(bot|dialogs)/' },
      to: { path: '(^|node_modules/)(@types/)?bot(builder|framework)[^/]*(/|$)' },
    },
    {
      name: 'storage-opened-once',
      comment: 'Only bot/compose.ts and src/cli/ open a store; the rest is handed its ports.',
      severity: 'error',
      from: { pathNot: '^(bot/compose\\.ts$|src/cli/|src/storage/)' },
      to: { path: '^src/storage/', pathNot: '^src/storage/store\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that import each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'The import leads nowhere: a wrong path, or a package that is not in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs in production stands in `dependencies`; only the commands may use tools.',
      severity: 'error',
      from: { path: '^(bot|dialogs|src)/', pathNot: '^src/cli/prepare\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API for the cruiser: without this it sees no file at all, and calls that clean.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};

function row(mayImport, packages = [], builtins = pure) {
  return { mayImport, packages, builtins };
}

/** Three rules: other folders, packages, modules of Node; each file belongs to one row or one exception. */
function rulesOfRow(folder) {
  const inner = Object.keys(rows).filter((other) => other.startsWith(`${folder}/`));
  const elsewhere = [
    ...inner.map((other) => `^${other}/`),
    ...exceptions.map(({ file }) => `^${quoted(file)}$`),
  ];
  const from = { path: `^${folder}/`, pathNot: elsewhere };
  return rulesFor(folder, from, folder, rows[folder], 'See the table in ARCHITECTURE.md.');
}

function rulesOfException({ file, packages = [], builtins = [], reason }) {
  const folder = folderOf(file);
  const own = rows[folder];
  const widened = row(
    own.mayImport,
    [...own.packages, ...packages],
    [...own.builtins, ...builtins],
  );
  return rulesFor(file, { path: `^${quoted(file)}$` }, folder, widened, `An exception: ${reason}.`);
}

function rulesFor(name, from, folder, { mayImport, packages, builtins }, comment) {
  const folders = [folder, ...mayImport].map((may) => pathOf(may));
  const packageNames = packages.map((one) => `node_modules/(@types/)?${one}(/|$)`);
  const builtinNames = builtins.map((one) => `^(node:)?${one}$`);
  return [
    {
      name: `${name}: other folders`,
      comment,
      severity: 'error',
      from,
      to: { path: '^(?!.*node_modules/)', pathNot: folders, dependencyTypes: ['local'] },
    },
    {
      name: `${name}: packages`,
      comment,
      severity: 'error',
      from,
      to: { path: 'node_modules/', ...(packageNames.length > 0 && { pathNot: packageNames }) },
    },
    {
      name: `${name}: modules of Node`,
      comment,
      severity: 'error',
      from,
      to: { dependencyTypes: ['core'], ...(builtinNames.length > 0 && { pathNot: builtinNames }) },
    },
  ];
}

/** `src/storage` means the files in it, not the folders; `src` means all of it. */
function pathOf(may) {
  if (typeof may !== 'string') return `^${may.files}$`;
  const isSplit = may !== 'src' && split.includes(may);
  return isSplit ? `^${may}/[^/]+$` : `^${may}/`;
}

function folderOf(file) {
  const above = Object.keys(rows).filter((folder) => file.startsWith(`${folder}/`));
  return above.sort((a, b) => b.length - a.length)[0];
}

function failOnCodeWithoutRow() {
  for (const parent of split.filter((folder) => existsSync(folder))) {
    for (const entry of readdirSync(parent, { withFileTypes: true })) {
      const path = `${parent}/${entry.name}`;
      const hasRow = entry.isDirectory() ? split.includes(path) || path in rows : parent in rows;
      if (hasRow) continue;
      throw new Error(
        `${path} has no row in .dependency-cruiser.cjs: say there what it may import`,
      );
    }
  }
}

function quoted(path) {
  return path.replaceAll('.', '\\.');
}
