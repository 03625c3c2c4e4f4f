import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { percent, printTable } from './evaluate/tables.ts';
import { engineNames } from './search/engines.ts';

// Our ranking beside MiniSearch and SQLite's FTS5, with the same tokens: node bench/search.ts [--sizes 1000,10000]
// Takes minutes on a machine that has nothing else to do, most of them for MiniSearch among 100,000.

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000' } },
});

const row = z.object({
  engine: z.string(),
  entries: z.number(),
  asked: z.number(),
  buildMs: z.number(),
  memoryMb: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  cpuMs: z.number(),
  recallAt1: z.number(),
  recallAt3: z.number(),
});

type Row = z.infer<typeof row>;

/** What is promised at 10,000 entries: so many times as fast as MiniSearch, and no less found. */
const promised = 10;

const started = performance.now();
const sizes = values.sizes.split(',');
const rows = sizes.flatMap((size) => engineNames.map((engine) => measure(engine, size)));
printTable(
  [
    'entries',
    'engine',
    'built in s',
    'memory MB',
    'asked',
    'p50 ms',
    'p99 ms',
    'CPU ms',
    'R@1',
    'R@3',
  ],
  rows.map((one) => [
    one.entries,
    one.engine,
    (one.buildMs / 1e3).toFixed(1),
    one.memoryMb.toFixed(0),
    one.asked,
    one.p50Ms.toFixed(2),
    one.p99Ms.toFixed(2),
    one.cpuMs.toFixed(2),
    percent(one.recallAt1),
    percent(one.recallAt3),
  ]),
);
console.log('');
for (const size of sizes)
  console.log(comparison(rows.filter((one) => String(one.entries) === size)));
console.log(`\nAll of it took ${((performance.now() - started) / 60e3).toFixed(1)} minutes.`);

/** Ours beside MiniSearch among the same entries. */
function comparison(some: readonly Row[]): string {
  const ours = some.find(({ engine }) => engine === 'ours');
  const other = some.find(({ engine }) => engine === 'minisearch');
  if (!ours || !other) return 'Nothing to compare: fewer entries were asked for than are shipped.';
  const times = (of: 'p50Ms' | 'cpuMs') => (other[of] / ours[of]).toFixed(0);
  return (
    `Among ${ours.entries} entries ours is ${times('p50Ms')} times as fast as MiniSearch ` +
    `(${times('cpuMs')} by CPU; promised at 10,000: ${promised}), R@1 ${percent(ours.recallAt1)} ` +
    `against ${percent(other.recallAt1)}, R@3 ${percent(ours.recallAt3)} against ${percent(other.recallAt3)}.`
  );
}

function measure(engine: string, size: string): Row {
  const file = join(import.meta.dirname, 'search', 'measure-engine.ts');
  const args = ['--expose-gc', '--max-old-space-size=6000', file, engine, size];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
  return row.parse(JSON.parse(output));
}
