const firstMs = 300;
/** A shop that restarts has everybody back within seconds; the jitter keeps them from coming at once. */
const longestMs = 8_000;

/** How long to wait before try number `attempt` (from 0): doubling, the upper half of it by chance. */
export function backOffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10));
  return ceiling * (0.5 + random() / 2);
}
