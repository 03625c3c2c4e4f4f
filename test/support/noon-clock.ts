import type { Clock } from '../../src/kernel/clock.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const shanghaiMs = 8 * hourMs;

/** Begins at noon of this day in Shanghai and runs on: what yesterday is does not change while a test runs. */
export function noonClock(): Clock {
  const begunAt = Date.now();
  const startOfDay = Math.floor((begunAt + shanghaiMs) / dayMs) * dayMs - shanghaiMs;
  const aheadMs = startOfDay + dayMs / 2 - begunAt;
  return { now: () => Date.now() + aheadMs };
}
