import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { conversation } from '../support/store-builders.ts';
import { startStoreWriter } from '../support/store-child.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

const kills = 12;

let directory = '';
beforeEach(async () => {
  directory = await makeTempFolder();
});
afterEach(() => removeFolder(directory));

test(`a process killed ${kills} times under load loses nothing it acknowledged`, async () => {
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
  const logs = await readLogs(store);
  await close();
  expect(acknowledged.length).toBeGreaterThan(kills * 100);
  for (const line of acknowledged) {
    const [id = '', seq, text] = line.split(' ');
    expect(logs.get(id)?.[Number(seq) - 1], line).toBe(text);
  }
  for (const texts of logs.values()) expect(new Set(texts).size).toBe(texts.length);
});

/** The texts of each conversation in their order; throws when a seq is missing. */
async function readLogs(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const logs = new Map<string, readonly string[]>();
  for (let at = 0; at < 16; at += 1) {
    const id = conversation(`c${at}`);
    const texts: string[] = [];
    for (let slice = await store.since(id, 0, 200); slice && slice.entries.length > 0; ) {
      for (const { seq, body } of slice.entries) {
        if (seq !== texts.length + 1) throw new Error(`${id} has ${seq} after ${texts.length}`);
        texts.push(body?.text ?? '');
      }
      slice = await store.since(id, texts.length, 200);
    }
    logs.set(id, texts);
  }
  return logs;
}
