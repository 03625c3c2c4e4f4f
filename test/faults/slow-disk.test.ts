import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { often } from '../support/counts.ts';
import { findLosses, keepWriting } from '../support/keep-writing.ts';
import { createPower } from '../support/power.ts';
import { memoryOrDisk, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { startStoreWriter } from '../support/store-child.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { openTempStore, removeFolder } from '../support/store-sqlite.ts';

/** What a flush takes. */
const flushMs = 300;
/** Redis holds writes back for so long, up to 2 s, when it need not wait for them. */
const longFlushMs = 1_500;
const acknowledgements = often(60, 1_000);
const limitMs = 600_000;
const mostKills = 10;
/** More than a call or two. */
const heldBackBytes = 10_000;

requirePart('compiler', (compiler) => {
  test('SQLite on a slow disk: a killed process loses nothing it acknowledged', {
    timeout: limitMs,
  }, async () => {
    const directory = await mkdtemp(join(memoryOrDisk(), 'anxin-store-'));
    onTestFinished(() => removeFolder(directory));
    const { env, close } = createPower(compiler, directory, flushMs);
    onTestFinished(close);

    const child = startStoreWriter(directory, 'run', { env });
    await child.until(1 + acknowledgements);
    child.process.kill('SIGKILL');
    await child.ended;

    const opened = await openTempStore({ directory });
    expect(await findLosses(opened.store, child.lines.slice(1))).toEqual([]);
    await opened.close();
  });

  requirePart('redis', (program) => {
    test('Redis on a slow disk, killed, loses nothing it acknowledged', {
      timeout: limitMs,
    }, async () => {
      const { losses } = await killWriting(program, 'always', async (acknowledged) => {
        await expect.poll(() => acknowledged.length).toBeGreaterThan(acknowledgements);
      });

      expect(losses).toEqual([]);
    });

    test('with appendfsync everysec the end of the process alone loses what it held back', {
      timeout: limitMs,
    }, async () => {
      let losses: readonly string[] = [];
      // What it holds may just be written, or not be answered yet, when the signal comes.
      for (let kill = 0; kill < mostKills && losses.length === 0; kill += 1) {
        ({ losses } = await killWriting(program, 'everysec', async (_acknowledged, redis) => {
          const heldBack = async () =>
            Number(/aof_buffer_length:(\d+)/.exec(await redis.ask('INFO', 'persistence'))?.[1]);
          await expect.poll(heldBack, { interval: 5 }).toBeGreaterThan(heldBackBytes);
        }));
      }

      expect(losses.length).toBeGreaterThan(0);
    });
  });

  type Redis = Awaited<ReturnType<typeof startRedis>>;

  async function killWriting(
    program: string,
    appendfsync: 'always' | 'everysec',
    untilTime: (acknowledged: readonly string[], redis: Redis) => Promise<void>,
  ) {
    const redis = await startRedis(program, { appendfsync }, (directory) => {
      const ms = appendfsync === 'always' ? flushMs : longFlushMs;
      const { env, close } = createPower(compiler, directory, ms);
      onTestFinished(close);
      return env;
    });
    onTestFinished(redis.stop);
    // Where all may be lost, the store is not written to any more, and nothing need wait for it.
    const deadlineMs = appendfsync === 'always' ? 60_000 : 2_000;
    const options = { tag: 'test-slow', acceptsLoss: true, deadlineMs };
    const { store, close } = await openStoreIn(redis.url, options);
    const acknowledged: string[] = [];
    let isOver = false;
    const acknowledge = (line: string) => void acknowledged.push(line);
    const writing = keepWriting(store, { run: 'run', acknowledge, isOver: () => isOver });
    // Where something was lost, a writer may meet what it did not expect.
    const ended = writing.catch(() => undefined);

    await untilTime(acknowledged, redis);
    await redis.kill();
    isOver = true;
    await redis.start();
    await ended;

    await close();

    const opened = await openStoreIn(redis.url, options);
    const losses = await findLosses(opened.store, acknowledged);
    await opened.close();
    return { losses };
  }
});
