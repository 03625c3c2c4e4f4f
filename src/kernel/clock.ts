/** The only source of time. Epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** A clock that can be moved on, never back. */
export interface MovableClock extends Clock {
  /** Lets the clock stand at `ms` or later from now on; a moment already passed changes nothing. */
  notBefore(ms: number): void;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Starts at `startMs` and ticks with the system's clock: for demonstrations and tests of deadlines. */
export function createShiftedClock(startMs: number, base: Clock = systemClock): MovableClock {
  let offsetMs = startMs - base.now();
  const now = () => base.now() + offsetMs;
  return {
    now,
    notBefore(ms) {
      offsetMs += Math.max(0, ms - now());
    },
  };
}
