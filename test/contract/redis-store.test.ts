import { afterAll, beforeAll } from 'vitest';
import { type RedisServer, startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { openStoreIn } from '../support/store-redis.ts';
import { storeContract } from './store-contract.ts';

requirePart('redis', (program) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program);
  });
  afterAll(() => redis.stop());

  storeContract({ name: 'Redis', open: () => openStoreIn(redis.url) });
});
