import { afterEach, beforeEach, expect, test } from 'vitest';
import { often } from '../support/counts.ts';
import { findLosses } from '../support/keep-writing.ts';
import { startStoreWriter } from '../support/store-child.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

const kills = often(6, 100);
/** A hundred lives under load, on a machine that may be busy. */
const limitMs = 1_500_000;

let directory = '';
beforeEach(async () => {
  directory = await makeTempFolder();
});
afterEach(() => removeFolder(directory));

test(`a process killed ${kills} times under load loses and doubles nothing it acknowledged`, {
  timeout: limitMs,
}, async () => {
  const acknowledged: string[] = [];

  for (let run = 0; run < kills; run += 1) {
    const child = startStoreWriter(directory, `run${run}`);
    // Not the same moment each time: between a few and some thousand acknowledgements.
    await child.until(3 + ((run * 397) % 2500));
    child.process.kill('SIGKILL');
    await child.ended;
    expect(child.lines[0]).toBe('open');
    acknowledged.push(...child.lines.slice(1));
  }

  const { store, close } = await openTempStore({ directory });
  const losses = await findLosses(store, acknowledged);
  await close();
  expect(losses).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(kills * 100);
  console.log(`${kills} kills, ${acknowledged.length} acknowledged`);
});
