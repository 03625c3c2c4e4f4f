import type { Logger } from '../../src/kernel/logger.ts';
import { openRedisStore, type RedisStoreConfig } from '../../src/storage/redis/open-redis-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { createTestClock } from './test-clock.ts';

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let lastTag = 0;

/** A store with keys of its own in a running Redis. */
export async function openStoreIn(url: string, options: Partial<RedisStoreConfig> = {}) {
  lastTag += 1;
  const tag = `test-${lastTag}`;
  const clock = createTestClock();
  const open = () =>
    openRedisStore({
      address: { url },
      clock,
      logger: silent,
      acceptsLoss: false,
      tag,
      ...options,
    });
  let store: Store = await open();
  return {
    tag,
    get store() {
      return store;
    },
    now: clock.now,
    advance: async (ms: number) => clock.advance(ms),
    async reopen() {
      await store.close();
      store = await open();
      return store;
    },
    close: () => store.close(),
  };
}
