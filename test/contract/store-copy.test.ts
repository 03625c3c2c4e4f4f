import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { StoreSource, StoreTarget } from '../../src/storage/copy/contents.ts';
import { copyStore } from '../../src/storage/copy/copy-store.ts';
import type { StoreRecord } from '../../src/storage/copy/store-record.ts';
import { openRedisSource, openRedisTarget } from '../../src/storage/redis/open-redis-contents.ts';
import {
  openSqliteSource,
  openSqliteTarget,
} from '../../src/storage/sqlite/open-sqlite-contents.ts';
import { asked, erased, fillStore, long, waits, waitsToo } from '../support/full-store.ts';
import { type RedisServer, startClusterNode, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, committing, reply } from '../support/store-builders.ts';
import { openStoreIn, silent } from '../support/store-redis.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';
import { createTestClock } from '../support/test-clock.ts';
import type { StoreHarness } from './store-harness.ts';

type Kind = 'SQLite' | 'Redis';

requirePart('redis', (program) => {
  let redis: RedisServer;
  let places = 0;
  const folders: string[] = [];
  /** Filled once, and only read. */
  let full: Place;
  beforeAll(async () => {
    redis = await startRedis(program);
    full = await newFolder();
    await filled(full);
  });
  afterAll(async () => {
    await redis.stop();
    await Promise.all(folders.map(removeFolder));
  });

  /** A place for a store, of either kind. */
  interface Place {
    open(clock?: ReturnType<typeof createTestClock>): Promise<StoreHarness>;
    source(): Promise<StoreSource>;
    target(): Promise<StoreTarget>;
  }

  function twoPlaces(one: Kind, other: Kind) {
    return Promise.all([newPlace(one), newPlace(other)]);
  }

  async function newPlace(kind: Kind): Promise<Place> {
    return kind === 'SQLite' ? newFolder() : newKeys();
  }

  async function newFolder(): Promise<Place> {
    const directory = await makeTempFolder();
    folders.push(directory);
    return {
      async open(clock = createTestClock()) {
        const opened = await openTempStore({ directory, clock });
        return { ...opened, ...handOf(clock), close: () => opened.store.close() };
      },
      source: async () => openSqliteSource(directory),
      target: async () => openSqliteTarget(directory),
    };
  }

  async function newKeys(url = redis.url): Promise<Place> {
    places += 1;
    const tag = `copy*[${places}]`;
    const config = { address: { url }, logger: silent, acceptsLoss: false, tag };
    return {
      async open(clock = createTestClock()) {
        return { ...(await openStoreIn(url, { tag, clock })), ...handOf(clock) };
      },
      source: () => openRedisSource(config),
      target: () => openRedisTarget(config),
    };
  }

  function handOf(clock: ReturnType<typeof createTestClock>) {
    return { now: clock.now, advance: async (ms: number) => clock.advance(ms) };
  }

  async function filled(place: Place) {
    const clock = createTestClock();
    const harness = await place.open(clock);
    await fillStore(harness);
    const { epoch } = harness.store;
    await harness.close();
    return { clock, epoch };
  }

  async function copy(from: Place, to: Place, epoch: string) {
    const source = await from.source();
    const target = await to.target();
    try {
      return await copyStore(source, target, epoch);
    } finally {
      await target.close();
      await source.close();
    }
  }

  async function dumpOf(place: Place): Promise<readonly string[]> {
    const source = await place.source();
    const records: string[] = [];
    for await (const record of source.dump()) records.push(JSON.stringify(sorted(record)));
    await source.close();
    return records.sort();
  }

  const kinds = ['SQLite', 'Redis'] as const;
  const ways = kinds.flatMap((from) => kinds.map((to) => [from, to] as const));

  test.each(ways)('a copy from %s to %s goes on as the original would have', async (...way) => {
    const [from, to] = await twoPlaces(...way);
    const { clock, epoch } = await filled(from);
    const original = await from.open(clock);
    const before = await readThroughPorts(original);
    await original.close();

    await copy(from, to, 'epoch-of-the-copy');

    expect(await dumpOf(to)).toEqual(await dumpOf(from));
    const copied = await to.open(clock);
    expect(copied.store.epoch).toBe('epoch-of-the-copy');
    expect(copied.store.epoch).not.toBe(epoch);
    expect(copied.store.lastTimeMs).toBe(original.store.lastTimeMs);
    expect(await readThroughPorts(copied)).toEqual(before);
    await goOn(copied);
    await copied.close();
  });

  test('a copy there and back is the same, record by record', async () => {
    const [first, between] = await twoPlaces('SQLite', 'Redis');
    const last = await newPlace('SQLite');
    await filled(first);

    await copy(first, between, 'e1');
    await copy(between, last, 'e2');

    const records = await dumpOf(last);
    expect(records).toEqual(await dumpOf(first));
    // Every kind of record was there.
    const kindsSeen = new Set(records.map((text) => JSON.parse(text).kind));
    expect([...kindsSeen].sort()).toEqual([
      'audit',
      'call',
      'conversation',
      'document',
      'entry',
      'key',
      'numbers',
      'timer',
      'waiting',
    ]);
    expect(records.join('')).not.toContain('13800138000');
  });

  test('a cluster of one node is copied to and from like any Redis', async () => {
    const cluster = await startClusterNode(program);
    onTestFinished(() => cluster.stop());
    const to = await newKeys(cluster.url);
    const back = await newPlace('SQLite');

    await copy(full, to, 'e1');
    await copy(to, back, 'e2');

    expect(await dumpOf(back)).toEqual(await dumpOf(full));
  });

  test('an empty store can be copied, too', async () => {
    const [from, to] = await twoPlaces('SQLite', 'Redis');
    await (await from.open()).close();

    await copy(from, to, 'e');

    const { store, close } = await to.open();
    expect([store.epoch, store.lastTimeMs]).toEqual(['e', 0]);
    await close();
  });

  const spoilt: readonly (readonly [
    string,
    string,
    (record: StoreRecord) => StoreRecord | null,
  ])[] = [
    [
      'a word of a message',
      `conversation ${long} differs`,
      (record) =>
        record.kind === 'entry' && record.conversationId === long && record.seq === 200
          ? { ...record, body: '{"text":"another"}' }
          : record,
    ],
    [
      'a body that was erased',
      `conversation ${erased} differs`,
      (record) =>
        record.kind === 'entry' && record.conversationId === erased
          ? { ...record, body: '{"text":"back"}' }
          : record,
    ],
    [
      'a key',
      `conversation ${asked} differs`,
      (record) =>
        record.kind === 'key' && record.conversationId === asked && record.seq === 1
          ? null
          : record,
    ],
    [
      'the state of a conversation',
      `conversation ${asked} differs`,
      (record) =>
        record.kind === 'conversation' && record.id === asked ? { ...record, state: '{}' } : record,
    ],
    [
      'a timer',
      'timer t1 differs',
      (record) =>
        record.kind === 'timer' && record.id === 't1' ? { ...record, dueAt: 1 } : record,
    ],
    [
      'a call',
      'call dead differs',
      (record) =>
        record.kind === 'call' && record.key === 'dead' ? { ...record, isDead: false } : record,
    ],
    [
      'a place in the queue',
      `waiting ${waits} is missing`,
      (record) => (record.kind === 'waiting' && record.conversationId === waits ? null : record),
    ],
    [
      'a document',
      'document case/c1 differs',
      (record) =>
        record.kind === 'document' && record.id === 'c1' ? { ...record, indexes: [] } : record,
    ],
    [
      'a line of the audit',
      'audit 1 differs',
      (record) =>
        record.kind === 'audit' && record.number === 1 ? { ...record, actor: 'x' } : record,
    ],
    [
      'the last fence',
      'numbers differs',
      (record) => (record.kind === 'numbers' ? { ...record, fence: record.fence + 1 } : record),
    ],
  ];

  test.each(kinds.flatMap((kind) => spoilt.map((each) => [kind, ...each] as const)))(
    'a copy to %s where %s is another is found out and does not become a store',
    async (kind, _, message, spoil) => {
      const to = await newPlace(kind);
      const source = await full.source();
      const target = await to.target();
      const spoiling: StoreTarget = {
        ...target,
        load: (records) => target.load(records.map(spoil).filter((each) => each !== null)),
      };

      await expect(copyStore(source, spoiling, 'e')).rejects.toThrow(message);
      await target.close();
      await source.close();

      await expect(to.source()).rejects.toThrow(/there is no (database|store)/);
    },
  );

  test.each(kinds)('a %s that is not empty is refused, and stays as it was', async (kind) => {
    const place = await newPlace(kind);
    await filled(place);
    const before = await dumpOf(place);

    await expect(place.target()).rejects.toThrow(/into (an empty place|empty keys) only/);

    expect(await dumpOf(place)).toEqual(before);
  });

  test.each(kinds)('a %s that a server uses is refused', async (kind) => {
    const place = await newPlace(kind);
    const { close } = await place.open();

    await expect(place.source()).rejects.toMatchObject({ code: 'STORE_LOCKED' });

    await close();
    await (await place.source()).close();
  });

  test('a node that comes while its Redis is read ends the copy', async () => {
    const [from, to] = await twoPlaces('Redis', 'SQLite');
    await filled(from);
    const source = await from.source();
    const target = await to.target();

    await (await from.open()).close();

    await expect(copyStore(source, target, 'e')).rejects.toThrow(/a node has used this Redis/);
    await target.close();
    await source.close();
  });

  test('a node does not begin on a copy that has not ended, and the next copy removes what it left', async () => {
    const to = await newPlace('Redis');
    const target = await to.target();
    await target.load([
      { kind: 'timer', id: 'left over', dueAt: 1, timerKind: 'k', payload: 'null' },
    ]);
    await target.close();

    await expect(to.open()).rejects.toThrow(/a copy into these keys has begun and not ended/);
    await expect(to.target()).rejects.toThrow(/another copy into these keys goes on/);
    const meta = `anxin:{copy*[${places}]}:meta`;
    await redis.ask('HSET', meta, 'copyingAt', '1');
    await copy(full, to, 'e');

    expect(await dumpOf(to)).toEqual(await dumpOf(full));
  });

  /** What a node would see, but for epochs. */
  async function readThroughPorts({ store }: StoreHarness) {
    const conversations = [asked, erased, waits, waitsToo, long];
    return {
      records: await Promise.all(conversations.map((id) => store.load(id))),
      logs: await Promise.all(conversations.map((id) => store.since(id, 0, 200))),
      queue: await store.listQueue({ limit: 9 }),
      places: await Promise.all(conversations.map((id) => store.placeInQueue(id))),
      documents: await Promise.all([
        store.getDocument('case', 'c1'),
        store.getDocument('case', 'gone'),
        store.getDocument('a:b', ':'),
      ]),
      listed: await store.listDocuments({ collection: 'case', index: 'amount', limit: 9 }),
      audit: await store.listAudit({ limit: 9 }),
    };
  }

  async function goOn({ store, advance, now }: StoreHarness) {
    const repeated = await store.accept(accepting(asked, 'k1', '想退货'));
    const turnAgain = committing(asked, 'turn:1', null, { bodyHash: 'hash|of|a turn' });
    const other = await store.accept(accepting(asked, 'k1', '别的'));
    const afterErasure = await store.accept(accepting(erased, 'k1', '别的'));
    const next = await store.accept(accepting(long, 'next', '下一句'));
    expect(repeated).toEqual({ kind: 'accepted', seq: 1, isDuplicate: true });
    expect(other).toEqual({ kind: 'conflict' });
    expect(await store.commit(turnAgain)).toMatchObject({ firstSeq: 2, isDuplicate: true });
    expect(afterErasure).toMatchObject({ isDuplicate: true });
    expect(next).toEqual({ kind: 'accepted', seq: 232, isDuplicate: false });

    await advance(1_000);
    const claim = { holder: 'n', leaseMs: 1_000, limit: 9 };
    const pending = await store.claimPending({ ...claim, idleForMs: 0 });
    expect(pending.map(({ conversationId, attempt }) => [conversationId, attempt])).toEqual([
      [asked, 2],
      [long, 1],
    ]);
    expect(await store.claimTimers(claim)).toMatchObject([{ id: 't1', payload: { id: 't1' } }]);
    expect(await store.claimOutbox(claim)).toMatchObject([{ key: 'new', attempt: 1 }]);
    await advance(60_000);
    expect(await store.claimTimers(claim)).toMatchObject([{ id: 't1' }, { id: 't2' }]);
    expect(await store.claimOutbox(claim)).toMatchObject([
      { key: 'repeated', attempt: 2 },
      { key: 'new', attempt: 2 },
    ]);

    const written = await store.putDocument({ collection: 'case', id: 'c2', document: 1 });
    const known = await store.getDocument('a:b', ':');
    expect(Number(written !== 'changed' && written.etag)).toBeGreaterThan(Number(known?.etag));
    const note = { kind: 'audit', note: { actor: 'x', action: 'y', subject: 'z' } } as const;
    const etag = (await store.load(waits))?.etag ?? null;
    await store.commit(committing(waits, 'n', etag, { entries: [reply('好')], effects: [note] }));
    expect((await store.listAudit({ limit: 9 })).rows.at(-1)).toMatchObject({
      at: now(),
      actor: 'x',
    });
    expect(await store.placeInQueue(waitsToo)).toBe(1);
  }
});

function sorted(record: StoreRecord): object {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
