import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { takeAll } from '../support/claim-storm.ts';
import { often } from '../support/counts.ts';
import { startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { begin, conversation } from '../support/store-builders.ts';
import { type StoreChild, watch } from '../support/store-child.ts';
import { onBothStores, openPlace } from '../support/store-place.ts';

const waiting = often(300, 4_000);
const kills = often(2, 30);
const limitMs = 900_000;

const names = Array.from({ length: waiting }, (_, at) => `c${at}`);

/** Everybody joins the queue. */
async function fillQueue(address: string): Promise<void> {
  const store = await openPlace(address);
  const joining = names.map((name) =>
    begin(store, conversation(name), [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]),
  );
  await Promise.all(joining);
  await store.close();
}

function startTaking(address: string, run: string): StoreChild {
  const script = fileURLToPath(new URL('../support/claim-storm.ts', import.meta.url));
  return watch(spawn(process.execPath, [script, address, run], { stdio: 'pipe' }));
}

onBothStores((make) => {
  test(`64 agents whose process is killed ${kills} times take each waiting shopper once`, {
    timeout: limitMs,
  }, async () => {
    const place = await make();
    onTestFinished(place.remove);
    await fillQueue(place.address);
    const taken: string[] = [];

    for (let life = 0; life < kills; life += 1) {
      const child = startTaking(place.address, `run${life}`);
      await child.until(1 + ((life * 37) % 90));
      child.process.kill('SIGKILL');
      await child.ended;
      taken.push(...child.lines.filter((line) => line !== 'done'));
    }
    const last = startTaking(place.address, 'last');
    await last.ended;
    taken.push(...last.lines.slice(0, -1));

    const store = await openPlace(place.address);
    const depth = await store.queueDepth();
    await store.close();
    expect(last.lines.at(-1)).toBe('done');
    expect(depth).toBe(0);
    expect(new Set(taken).size).toBe(taken.length);
    // Each agent of a killed process may have taken one and not come to say so.
    expect(taken.length).toBeGreaterThanOrEqual(waiting - kills * 64);
    console.log(
      `${place.name}: ${kills} kills of 64 agents, ${taken.length} of ${waiting} claims told`,
    );
  });
});

requirePart('redis', (program) => {
  test(`64 agents take each waiting shopper once while Redis is killed ${kills} times`, {
    timeout: limitMs,
  }, async () => {
    const redis = await startRedis(program);
    onTestFinished(redis.stop);
    await fillQueue(redis.url);
    const store = await openPlace(redis.url);
    const taken: string[] = [];

    const taking = takeAll(store, 'run', (name) => taken.push(name));
    for (let kill = 1; kill <= kills; kill += 1) {
      const enough = (kill * waiting) / (kills + 2);
      await expect.poll(() => taken.length, { interval: 2 }).toBeGreaterThan(enough);
      await redis.kill();
      await redis.start();
    }
    await taking;

    expect(await store.queueDepth()).toBe(0);
    await store.close();
    expect(taken.toSorted()).toEqual(names.toSorted());
    console.log(`${kills} kills of Redis, ${waiting} claims`);
  });
});
