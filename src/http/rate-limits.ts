import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Counted, CounterStore } from '../kernel/counter-store.ts';
import { AppError } from '../kernel/errors.ts';

export interface RateRule {
  readonly points: number;
  readonly perSeconds: number;
}

/** Counts what each key did lately, over all nodes where they share a store. */
export interface RateLimits<Name extends string> {
  /** Counts one more; throws TOO_MANY_REQUESTS, with the seconds to wait, when the rule's points are spent. */
  take(rule: Name, key: string): Promise<void>;
  /** Throws like `take`, but counts nothing. */
  check(rule: Name, key: string): Promise<void>;
}

/**
 * `mode` `off` lets everything pass: for measurements on the loopback only. With `shared` the nodes count together; where
 * that cannot be asked, each counts by itself: the limits become looser, and nobody is sent away for it.
 */
export function createRateLimits<Name extends string>(
  mode: 'on' | 'off',
  rules: Readonly<Record<Name, RateRule>>,
  shared?: CounterStore,
): RateLimits<Name> {
  if (mode === 'off') return { take: async () => undefined, check: async () => undefined };
  const own = createOwnCounters(rules);

  /** What keeps the nodes from counting together is told by the store. */
  function count<Result>(ask: (counters: CounterStore) => Promise<Result>): Promise<Result> {
    return shared === undefined ? ask(own) : ask(shared).catch(() => ask(own));
  }

  return {
    async take(rule, key) {
      const { points, perSeconds } = rules[rule];
      const counted = await count((on) => on.countUp(`${rule}:${key}`, perSeconds * 1000));
      if (counted.count > points) throw tooMany(rule, counted);
    },
    async check(rule, key) {
      const counted = await count((on) => on.readCount(`${rule}:${key}`));
      if (counted && counted.count >= rules[rule].points) throw tooMany(rule, counted);
    },
  };
}

/** In the memory of this process. Keys begin with the name of their rule. */
function createOwnCounters(rules: Readonly<Record<string, RateRule>>): CounterStore {
  const limiters = new Map(
    Object.entries(rules).map(([name, { points, perSeconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: '', points, duration: perSeconds }),
    ]),
  );
  const limiterOf = (key: string) => {
    const limiter = limiters.get(key.slice(0, key.indexOf(':')));
    if (limiter === undefined) throw new AppError('INTERNAL', `no rule counts '${key}'`);
    return limiter;
  };
  return {
    // A penalty counts like any other, and refuses nothing: the rule above decides.
    countUp: async (key) => toCounted(await limiterOf(key).penalty(key)),
    async readCount(key) {
      const found = await limiterOf(key).get(key);
      return found && toCounted(found);
    },
  };
}

function toCounted({ consumedPoints, msBeforeNext }: RateLimiterRes): Counted {
  return { count: consumedPoints, endsInMs: msBeforeNext };
}

function tooMany(rule: string, { endsInMs }: Counted): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(endsInMs / 1000));
  return new AppError('TOO_MANY_REQUESTS', `rate limit "${rule}" is spent`, {
    details: { retryAfterSeconds },
  });
}
