import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBytes, newCanary, type PlantedSubject, plantCanaries } from '../support/canaries.ts';
import { moveBy, readCase } from '../support/open-case.ts';
import { startOrderServer, wireOrder } from '../support/order-server.ts';
import { patienceMs } from '../support/patience.ts';
import { startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { merchantSecret } from '../support/sign-shopper.ts';

const hourMs = 3_600_000;

interface Place {
  readonly env?: Readonly<Record<string, string>>;
  /** What keeps data beside DATA_DIR. */
  readonly folders?: readonly string[];
  /** Resolves when the store has taken erased text out of its files. */
  settled?(): Promise<void>;
}

describe('erasing a shopper on SQLite', () => {
  test('leaves no byte of theirs, and all of somebody else’s', () => eraseOneOfTwo({}));
});

requirePart('redis', (program) => {
  describe('erasing a shopper on Redis', () => {
    test('leaves no byte of theirs, and all of somebody else’s', async () => {
      // Plain text, so that the bytes of a word are the word.
      const redis = await startRedis(program, {
        appendonly: 'yes',
        'aof-use-rdb-preamble': 'no',
        rdbcompression: 'no',
      });
      onTestFinished(() => redis.stop());
      const isRewriting = async () =>
        (await redis.ask('INFO', 'persistence')).includes('aof_rewrite_in_progress:1');
      await eraseOneOfTwo({
        env: { REDIS_URL: redis.url },
        folders: [redis.directory],
        settled: () => expect.poll(isRewriting, { timeout: patienceMs, interval: 50 }).toBe(false),
      });
    });
  });
});

/** Two shoppers, 50 words of each; one of them is erased while a case of theirs is open, and after it was closed. */
async function eraseOneOfTwo(place: Place): Promise<void> {
  const { served, dataDir, plant } = await openShop(place);
  const folders = [dataDir, ...(place.folders ?? [])];
  const erased = await plant('m-1001');
  const other = await plant('m-2002');
  const all = [...erased.canaries, ...erased.secondCanaries];
  expect(all).toHaveLength(50);
  // The scan bites: before, it finds each of them.
  expect(await findBytes(folders, all)).toEqual(all);
  // The versions of the knowledge that were cited are kept, and swept like all else.
  const { revision } = served.anxin.knowledge.current();
  expect(await served.anxin.store.getDocument('revision', revision.id)).not.toBeNull();

  const conversationId = erased.shopper.conversationId;
  const first = await post(served, '/api/privacy/erasures', { conversationId }, 'once');
  const again = await post(served, '/api/privacy/erasures', { conversationId }, 'once');

  expect(again).toEqual(first);
  expect(first).toMatchObject({
    status: 'waiting',
    erased: { conversations: 1, cases: 0, files: 0 },
    kept: [
      { what: 'cases', count: 1, ground: 'open_dispute' },
      { what: 'conversations', count: 1, ground: 'open_dispute' },
      { what: 'orders', count: null, ground: 'trade_records' },
      { what: 'receipt', count: 1, ground: 'proof' },
    ],
  });
  expect(await findBytes([dataDir], erased.secondCanaries)).toEqual([]);
  expect(await findBytes(folders, erased.canaries)).toEqual(erased.canaries);

  await closeCase(served, erased);
  served.skip(25 * hourMs);
  await served.anxin.timers.runNow();

  const receipt = await (await served.staff(`/api/privacy/receipts/${first.receiptId}`)).json();
  expect(receipt).toMatchObject({
    status: 'done',
    // Five that were sent, and the three of a copy.
    erased: { conversations: 2, cases: 1, files: 8 },
    finishedAt: expect.any(String),
  });
  await place.settled?.();
  await leakIsFound(served, folders);
  await place.settled?.();
  await served.close();
  await expect.poll(() => findBytes(folders, all), { timeout: patienceMs }).toEqual([]);
  const others = [...other.canaries, ...other.secondCanaries];
  expect(await findBytes(folders, others)).toEqual(others);
  // Nor in what was printed.
  expect(all.filter((word) => served.lines.some((line) => line.includes(word)))).toEqual([]);
}

/** A word that is put where no erasure looks is seen by the scan, in the store that was just swept. */
async function leakIsFound({ anxin }: ServedHere, folders: readonly string[]): Promise<void> {
  const leak = newCanary();
  await anxin.store.putDocument({ collection: 'leak', id: 'leak', document: { leak } });
  expect(await findBytes(folders, [leak])).toEqual([leak]);
  await anxin.store.deleteDocument('leak', 'leak');
}

async function openShop({ env }: Place) {
  const orders = await startOrderServer();
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-privacy-'));
  const served = await serveHere({
    env: {
      ...env,
      DATA_DIR: dataDir,
      SHOPPER_JWT_SECRET: merchantSecret,
      ORDERS_URL: orders.url,
      ORDERS_TOKEN: orders.token,
    },
  });
  onTestFinished(async () => {
    await orders.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  async function plant(shopperId: string): Promise<PlantedSubject> {
    const title = newCanary();
    const orderId = `1002003${shopperId.slice(2)}1`;
    const items = [{ itemId: 'i1', title, quantity: 1, category: 'clothing' }];
    const freightInsurance = { insured: false, payer: null };
    orders.put(wireOrder({ orderId, shopperId, items, freightInsurance }));
    const planted = await plantCanaries({ served, shopperId, orderId, title });
    planted.shopper.close();
    return planted;
  }
  return { served, dataDir, plant };
}

async function post(served: ServedHere, path: string, body: object, key: string) {
  const headers = { 'idempotency-key': key };
  const response = await served.staff(path, { method: 'POST', body, headers });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

/** The matter is settled, as whoever works on it says. */
async function closeCase(served: ServedHere, { caseId }: PlantedSubject): Promise<void> {
  const answer = await moveBy(served, await readCase(served, caseId), { move: 'withdraw' });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}
