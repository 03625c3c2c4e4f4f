// Our classifier and its peers on MASSIVE zh-CN, in one run: each learns the train split in a process of its own and is
// asked the dev split, one at a time. `npm run bench:peers [name …]`. What is not there (fastText is Debian's package
// `fasttext`, the others come from npm into a folder that is removed again) is said and left out.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { percent, printTable } from './evaluate/tables.ts';
import { folderVariable, installInto } from './peers/installed.ts';
import type { Measured } from './peers/peer.ts';
import { peers } from './peers/peers.ts';
import { peersPlot } from './peers/peers-plot.ts';

const plotFile = join(import.meta.dirname, '..', 'docs', 'images', 'peers.svg');
const measurer = join(import.meta.dirname, 'peers', 'measure.ts');
/** Each takes two minutes at most on a machine of its own. */
const limitMs = 1_800_000;

const asked = process.argv.slice(2);
const names = Object.keys(peers).filter((name) => asked.length === 0 || asked.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'peers-'));
const trouble = installInto(folder);
if (trouble !== null) console.log(`npm could not install the peers: ${trouble}`);
if (spawnSync('fasttext').error) console.log('fasttext is not there: apt-get install fasttext');

const found: { readonly name: string; readonly measured: Measured }[] = [];
for (const name of names) {
  const measured = await measure(name);
  if (measured) found.push({ name, measured });
  else console.log(`${name}: not measured`);
}
rmSync(folder, { recursive: true });

printTable(
  [
    'classifier',
    'learnt',
    'accuracy',
    'macro-F1',
    'training CPU s',
    'p50 / p99 ms',
    'peak RSS MB',
    'model MB',
  ],
  found.map(({ measured }) => [
    measured.title,
    measured.rows,
    percent(measured.accuracy),
    measured.macroF1.toFixed(3),
    measured.cpuSeconds.toFixed(1),
    `${measured.p50Ms.toFixed(2)} / ${measured.p99Ms.toFixed(2)}`,
    measured.peakMb.toFixed(0),
    (measured.modelBytes / 2 ** 20).toFixed(1),
  ]),
);
if (asked.length === 0)
  writeFileSync(
    plotFile,
    peersPlot(
      found.map(({ measured }) => measured),
      found.map(({ name }) => name),
    ),
  );

async function measure(name: string): Promise<Measured | null> {
  const file = join(folder, `${name}.json`);
  const child = spawn(process.execPath, [measurer, name, file], {
    env: { ...process.env, [folderVariable]: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: limitMs,
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  await once(child, 'close');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured) : null;
}
