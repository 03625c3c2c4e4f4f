import { createRateLimits, type RateLimits, type RateRule } from '../../../src/http/rate-limits.ts';
import type { CounterStore } from '../../../src/kernel/counter-store.ts';

type RuleName = 'post' | 'feedback' | 'read' | 'upload' | 'secret' | 'session' | 'file';

export type DirectLineLimits = RateLimits<RuleName>;

const rules: Readonly<Record<RuleName, RateRule>> = {
  /** By conversation. Nobody types faster; two tabs and a burst of retries fit in. */
  post: { points: 20, perSeconds: 10 },
  /** By conversation. Nobody reads twelve answers in a minute. */
  feedback: { points: 12, perSeconds: 60 },
  /** By conversation. Official clients poll five times a second at most; this is room for four tabs. */
  read: { points: 200, perSeconds: 10 },
  /** By conversation. */
  upload: { points: 10, perSeconds: 60 },
  /** By address: wrong guesses of the channel's secret. */
  secret: { points: 10, perSeconds: 60 },
  /** By address. Mobile networks put many shoppers behind one. */
  session: { points: 60, perSeconds: 60 },
  /** By address. */
  file: { points: 300, perSeconds: 60 },
};

/** How often one shopper, or one address, may do what. */
export function createDirectLineLimits(
  mode: 'on' | 'off',
  shared?: CounterStore,
): DirectLineLimits {
  return createRateLimits(mode, rules, shared);
}
