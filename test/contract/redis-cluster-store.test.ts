import { afterAll, beforeAll } from 'vitest';
import { type RedisServer, startClusterNode } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { storeContract } from './store-contract.ts';

requirePart('redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startClusterNode(program);
  });
  afterAll(() => redis.stop());

  storeContract({ name: 'Redis as a cluster of one node', open: () => openStoreIn(redis.url) });
});
