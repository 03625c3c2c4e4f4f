import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { percent, printTable } from './evaluate/tables.ts';
import { engineNames } from './search/engines.ts';

// Our ranking beside MiniSearch and SQLite's FTS5, with the same tokens: node bench/search.ts [--sizes 1000,10000]

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '1000,10000,100000' } },
});

const row = z.object({
  engine: z.string(),
  entries: z.number(),
  buildMs: z.number(),
  memoryMb: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  cpuMs: z.number(),
  recallAt1: z.number(),
  recallAt3: z.number(),
});

const rows = values.sizes
  .split(',')
  .flatMap((size) => engineNames.map((engine) => measure(engine, size)));
printTable(
  ['entries', 'engine', 'built in s', 'memory MB', 'p50 ms', 'p99 ms', 'CPU ms', 'R@1', 'R@3'],
  rows.map((one) => [
    one.entries,
    one.engine,
    (one.buildMs / 1e3).toFixed(1),
    one.memoryMb.toFixed(0),
    one.p50Ms.toFixed(2),
    one.p99Ms.toFixed(2),
    one.cpuMs.toFixed(2),
    percent(one.recallAt1),
    percent(one.recallAt3),
  ]),
);

function measure(engine: string, size: string): z.infer<typeof row> {
  const file = join(import.meta.dirname, 'search', 'measure-engine.ts');
  const args = ['--expose-gc', '--max-old-space-size=6000', file, engine, size];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
  return row.parse(JSON.parse(output));
}
