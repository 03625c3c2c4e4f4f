import { createRsSegmenter } from '../../src/nlu/rs-segmenter.ts';
import { percentile } from '../support/percentiles.ts';
import { readCorpus } from './corpus.ts';
import { type EngineName, engines } from './engines.ts';

// One engine with one number of entries, in a process of its own: what bench/search.ts starts.

const [name, size] = process.argv.slice(2);
const { entries, questions } = await readCorpus(Number(size));
const segmenter = createRsSegmenter();
segmenter.cut('热身');

const rssBefore = restingRss();
const buildStart = performance.now();
// bench/search.ts passes names of engines only.
const query = engines[name as EngineName](entries, segmenter);
const buildMs = performance.now() - buildStart;
const memoryMb = (restingRss() - rssBefore) / 1e6;

for (const { question } of questions.slice(0, 40)) query(question);
const spent: number[] = [];
const found = questions.map(({ question, entries: right }) => {
  const start = process.cpuUsage();
  const started = performance.now();
  const ids = query(question);
  spent.push(performance.now() - started);
  const { user, system } = process.cpuUsage(start);
  return { cpuMs: (user + system) / 1e3, at: ids.findIndex((id) => right.includes(id)) };
});
console.log(
  JSON.stringify({
    engine: name,
    entries: entries.length,
    asked: questions.length,
    buildMs,
    memoryMb,
    p50Ms: percentile(spent, 0.5),
    p99Ms: percentile(spent, 0.99),
    cpuMs: found.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / found.length,
    recallAt1: found.filter(({ at }) => at === 0).length / found.length,
    recallAt3: found.filter(({ at }) => at >= 0).length / found.length,
  }),
);

function restingRss(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss();
}
