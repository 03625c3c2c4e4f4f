// Where the resident memory of a server at rest goes, part by part, in the order they are loaded; the floor is Node itself.
// `npm run bench:memory` (`-- --segmenter nodejieba` for the other segmenter). Loading order matters: what two parts
// share is counted with the first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/kernel/clock.ts';

const { values } = parseArgs({ options: { segmenter: { type: 'string', default: 'rs' } } });
const segmenterName = values.segmenter === 'nodejieba' ? 'nodejieba' : 'rs';
const directory = mkdtempSync(join(tmpdir(), 'anxin-memory-'));
const rows: { readonly part: string; readonly megabytes: number }[] = [];
let before = 0;

async function load<T>(part: string, begin: () => Promise<T>): Promise<T> {
  const loaded = await begin();
  const now = process.memoryUsage().rss / 1e6;
  rows.push({ part, megabytes: now - before });
  before = now;
  return loaded;
}

await load('Node', async () => undefined);
await load('Express, ws, zod, jose, pino, prom-client', () =>
  Promise.all([
    import('express'),
    import('ws'),
    import('zod'),
    import('jose'),
    import('pino'),
    import('prom-client'),
  ]),
);
await load('botbuilder-core, four files of botbuilder-dialogs', async () => {
  await import('../bot/turn/turn-adapter.ts');
  await import('../dialogs/talk.ts');
});
const segmenter = await load(`segmenter (${segmenterName})`, async () => {
  const { createSegmenter } = await import('../src/nlu/create-segmenter.ts');
  const made = await createSegmenter(segmenterName);
  made.cut('七天无理由退货');
  return made;
});
const revision = await load('knowledge: parser and revision', async () => {
  const { readKnowledgeFolder } = await import('../src/knowledge/read-knowledge-folder.ts');
  const { parseRevision } = await import('../src/knowledge/revision.ts');
  return parseRevision((await readKnowledgeFolder('knowledge')).files).revision;
});
await load('intent model', async () => {
  const { builtModels, modelFile, readModel } = await import(
    '../src/cli/intent-models/model-file.ts'
  );
  const { createClassify } = await import('../src/nlu/create-classify.ts');
  const { normalise } = await import('../src/nlu/normalise.ts');
  const kept = readModel(modelFile(builtModels, segmenterName));
  if (kept) createClassify(kept.model, segmenter)(normalise('退货'));
});
await load('search index', async () => {
  const { createFaqSearch } = await import('../src/search/search-answers.ts');
  if (!revision) throw new Error('knowledge/ has errors: npm run knowledge:check');
  createFaqSearch(revision, segmenter)('退货');
});
const store = await load('SQLite in its thread', async () => {
  const { openSqliteStore } = await import('../src/storage/sqlite/open-sqlite-store.ts');
  return openSqliteStore({ directory, clock: systemClock });
});
await store.close();
rmSync(directory, { recursive: true });

console.log('| part | MB |\n| --- | --- |');
for (const { part, megabytes } of rows) console.log(`| ${part} | ${megabytes.toFixed(0)} |`);
console.log(`| all | ${before.toFixed(0)} |`);
