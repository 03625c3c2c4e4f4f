import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { often } from '../support/counts.ts';
import { patienceMs } from '../support/patience.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, committing, conversation, reply } from '../support/store-builders.ts';
import { watch } from '../support/store-child.ts';
import { openPlace } from '../support/store-place.ts';

const a = conversation('a');
const writers = 64;
const increments = often(2, 20);

requirePart('redis', (program) => {
  let redis: RedisServer;
  let stores: readonly [Store, Store];
  beforeEach(async () => {
    redis = await startRedis(program);
    stores = [await openPlace(redis.url), await openPlace(redis.url)];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await redis.stop();
  });
  const storeOf = (n: number) => stores[n % 2] ?? stores[0];

  test(`${writers} writers of two nodes lose no increment of one state`, async () => {
    await begin(stores[0], a);
    let refused = 0;

    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let at = 0; at < increments; ) {
          const record = await storeOf(writer).load(a);
          const step = Number((record?.state as { readonly step?: number } | undefined)?.step);
          const { kind } = await storeOf(writer).commit(
            committing(a, `${writer}:${at}`, record?.etag ?? null, {
              state: { step: step + 1 },
              entries: [reply(`${step + 1}`)],
            }),
          );
          if (kind === 'committed') at += 1;
          else refused += 1;
        }
      }),
    );

    const record = await stores[1].load(a);
    const log = await stores[1].since(a, 0, 200);
    expect(record).toMatchObject({
      head: writers * increments,
      state: { step: writers * increments },
    });
    expect(log?.entries.map(({ seq, body }) => [seq, body?.text])).toEqual(
      log?.entries.map((_entry, at) => [at + 1, `${at + 1}`]),
    );
    expect(refused).toBeGreaterThan(0);
  });

  test('one message posted to two nodes at once is there once, another under its key is refused', async () => {
    await begin(stores[0], a);

    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => storeOf(n).accept(accepting(a, 'k1', '你好'))),
    );
    const other = await Promise.all(
      stores.map((store) => store.accept(accepting(a, 'k1', '再见'))),
    );

    const first = answers.filter((answer) => answer.kind === 'accepted' && !answer.isDuplicate);
    expect(first).toEqual([{ kind: 'accepted', seq: 1, isDuplicate: false }]);
    expect(answers.every((answer) => answer.kind === 'accepted' && answer.seq === 1)).toBe(true);
    expect(other.map(({ kind }) => kind)).toEqual(['conflict', 'conflict']);
    expect((await stores[1].since(a, 0, 9))?.head).toBe(1);
  });

  test('a node that slept past its leases can settle nothing that another has taken over', async () => {
    const [store] = stores;
    await begin(store, a, [
      { kind: 'timer.set', timer: { id: 't', dueAt: 0, kind: 'k', payload: null } },
      { kind: 'outbox.put', request: { key: 'o', target: 'orders', payload: null } },
    ]);
    await store.accept(accepting(a, 'k1'));
    const script = fileURLToPath(new URL('../support/lease-holder.ts', import.meta.url));
    const zombie = watch(spawn(process.execPath, [script, redis.url, '1000'], { stdio: 'pipe' }));
    await zombie.until(1);
    zombie.process.kill('SIGSTOP');

    const claim = { holder: 'heir', leaseMs: 600_000, limit: 1 };
    const soon = { timeout: patienceMs, interval: 50 };
    const first = <T>(ask: () => Promise<readonly T[]>) =>
      vi.waitUntil(async () => (await ask())[0], soon);
    const { lease } = await first(() => store.claimPending({ ...claim, idleForMs: 0 }));
    await first(() => store.claimTimers(claim));
    await first(() => store.claimOutbox(claim));
    zombie.process.kill('SIGCONT');
    zombie.process.stdin?.write('go on\n');
    await zombie.ended;

    const record = await store.load(a);
    const answer = committing(a, 'of the heir', record?.etag ?? null, {
      lease,
      processedUpTo: 1,
      entries: [reply('in time')],
    });
    expect(zombie.lines).toEqual(['claimed', 'fenced', 'false', 'false']);
    expect(await store.commit(answer)).toMatchObject({ kind: 'committed', firstSeq: 2 });
  });
});
