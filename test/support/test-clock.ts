const testStart = Date.parse('2026-11-11T08:00:00+08:00');

/** A clock that stands still until it is moved. */
export function createTestClock(startMs: number = testStart) {
  let now = startMs;
  return {
    now: () => now,
    advance(ms: number) {
      now += ms;
    },
  };
}
