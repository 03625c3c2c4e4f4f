import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/storage/store.ts';
import { type RedisProxy, startRedisProxy } from '../support/redis-proxy.ts';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, committing, conversation, reply } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');
const claim = { holder: 'node', leaseMs: 1000, limit: 10 };

requirePart('redis', (program) => {
  let redis: RedisServer;
  let proxy: RedisProxy;
  let opened: Awaited<ReturnType<typeof openStoreIn>>;
  let store: Store;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    proxy = await startRedisProxy(redis.port);
    opened = await openStoreIn(proxy.url);
    store = opened.store;
  });
  afterEach(async () => {
    await opened.close();
    await proxy.close();
  });

  /** Carries a call out while its answer is lost once. */
  async function losing<T>(call: () => Promise<T>): Promise<T> {
    const before = await countRepeats();
    proxy.loseNextAnswer();
    const answer = await call();
    expect(await countRepeats()).toBeGreaterThan(before);
    return answer;
  }

  async function countRepeats(): Promise<number> {
    return Number((await store.health()).facts['repeats']);
  }

  describe('a call whose answer was lost is sent again and gets the answer of the first time', () => {
    test('a message and a turn', async () => {
      const etag = await begin(store, a);

      const accepted = await losing(() => store.accept(accepting(a, 'k1')));
      const committed = await losing(() =>
        store.commit(committing(a, 't', etag, { entries: [reply('好')] })),
      );

      expect(accepted).toEqual({ kind: 'accepted', seq: 1, isDuplicate: false });
      expect(committed).toMatchObject({ kind: 'committed', firstSeq: 2, isDuplicate: false });
      expect((await store.since(a, 0, 10))?.head).toBe(2);
      expect(await store.accept(accepting(a, 'k1'))).toMatchObject({ isDuplicate: true });
    });

    test('a claim and its settlement', async () => {
      const timer = { id: 't', dueAt: opened.now(), kind: 'k', payload: null };
      const request = { key: 'o', target: 'orders', payload: null };
      await begin(store, a, [
        { kind: 'timer.set', timer },
        { kind: 'outbox.put', request },
      ]);

      const [due] = await losing(() => store.claimTimers(claim));
      const [call] = await losing(() => store.claimOutbox(claim));
      if (!due || !call) throw new Error('nothing was claimed');
      const settled = await losing(() => store.settleTimer(due.lease, []));
      const done = await losing(() => store.settleOutbox(call.lease, 'done'));

      expect(call.attempt).toBe(1);
      expect([settled, done]).toEqual([true, true]);
    });

    test('a pending turn and a place in the queue', async () => {
      await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      await store.accept(accepting(a, 'k1'));
      const lin = { agentId: 'lin', capacity: 1, requestId: 'r', leaseMs: 1000 } as never;

      const [pending] = await losing(() => store.claimPending({ ...claim, idleForMs: 0 }));
      const handoff = await losing(() => store.claimHandoff(lin));
      if (handoff === null) throw new Error('nothing was claimed');
      const settled = await losing(() => store.settleHandoff(handoff.lease, 'complete'));

      expect(pending?.attempt).toBe(1);
      expect(settled).toBe(true);
    });

    test('a document written, deleted, and a conversation erased', async () => {
      await begin(store, a);
      await store.accept(accepting(a, 'k1'));
      const write = { collection: 'case', id: 'c', document: 1, ifMatch: null };

      const put = await losing(() => store.putDocument(write));
      const found = await store.getDocument('case', 'c');
      const deleted = await losing(() => store.deleteDocument('case', 'c'));
      const erased = await losing(() => store.erase(a));

      expect(put).toEqual({ etag: found?.etag });
      expect([deleted, erased]).toEqual([true, 1]);
    });
  });

  test('a start over slow connections is no break', async () => {
    await opened.close();
    proxy.delayConnections(200);
    const warned: unknown[] = [];
    const warn = (facts: object, message: string) => void warned.push({ facts, message });
    const quiet = () => undefined;

    opened = await openStoreIn(proxy.url, {
      logger: { debug: quiet, info: quiet, warn, error: quiet },
    });
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(warned).toEqual([]);
  });

  test('a connection that has gone silent is cut, and its calls go on over another', async () => {
    await begin(store, a);
    proxy.freeze();

    const accepted = await Promise.all(
      ['k1', 'k2', 'k3'].map((key) => store.accept(accepting(a, key))),
    );

    expect(accepted.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted']);
    expect((await store.since(a, 0, 10))?.head).toBe(3);
  });

  test('what was cut in the middle of many calls is there once, in order', async () => {
    await begin(store, a);
    const cutting = setInterval(proxy.cut, 40);

    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, writer) => {
        const seqs: number[] = [];
        for (let at = 0; at < 10; at += 1) {
          const answer = await store.accept(accepting(a, `${writer}:${at}`));
          if (answer.kind === 'accepted') seqs.push(answer.seq);
        }
        return seqs;
      }),
    );
    clearInterval(cutting);

    const log = await store.since(a, 0, 200);
    const seqs = answers.flat().sort((x, y) => x - y);
    expect(log?.head).toBe(200);
    expect(seqs).toEqual(Array.from({ length: 200 }, (_, at) => at + 1));
    expect(new Set(log?.entries.map(({ body }) => body?.text)).size).toBe(200);
  });
});
