import { afterAll, beforeAll, expect, vi } from 'vitest';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { freePort } from '../support/start-server.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { storeContract } from './store-contract.ts';

/** A cluster takes some seconds to find itself whole. */
const startMs = 30_000;

requirePart('redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    const settings = { 'cluster-enabled': 'yes', 'cluster-port': String(await freePort()) };
    redis = await startRedis(program, settings);
    await redis.ask('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    const isWhole = async () =>
      expect(await redis.ask('CLUSTER', 'INFO')).toContain('cluster_state:ok');
    await vi.waitFor(isWhole, startMs);
  }, startMs);
  afterAll(() => redis.stop());

  storeContract({ name: 'Redis as a cluster of one node', open: () => openStoreIn(redis.url) });
});
