import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../kernel/errors.ts';

export interface RateRule {
  readonly points: number;
  readonly perSeconds: number;
}

/** Counts what each key did lately, in this process. */
export interface RateLimits<Name extends string> {
  /** Counts one more; throws TOO_MANY_REQUESTS, with the seconds to wait, when the rule's points are spent. */
  take(rule: Name, key: string): Promise<void>;
  /** Throws like `take`, but counts nothing. */
  check(rule: Name, key: string): Promise<void>;
}

/** `mode` `off` lets everything pass: for measurements on the loopback only. */
export function createRateLimits<Name extends string>(
  mode: 'on' | 'off',
  rules: Readonly<Record<Name, RateRule>>,
): RateLimits<Name> {
  if (mode === 'off') return { take: async () => undefined, check: async () => undefined };
  const limiters = new Map<string, RateLimiterMemory>(
    Object.entries<RateRule>(rules).map(([name, { points, perSeconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: perSeconds }),
    ]),
  );
  return {
    async take(rule, key) {
      try {
        await limiters.get(rule)?.consume(key);
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? tooMany(rule, refusal) : refusal;
      }
    },
    async check(rule, key) {
      const counted = await limiters.get(rule)?.get(key);
      if (counted && counted.consumedPoints >= rules[rule].points) throw tooMany(rule, counted);
    },
  };
}

function tooMany(rule: string, { msBeforeNext }: RateLimiterRes): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new AppError('TOO_MANY_REQUESTS', `rate limit "${rule}" is spent`, {
    details: { retryAfterSeconds },
  });
}
