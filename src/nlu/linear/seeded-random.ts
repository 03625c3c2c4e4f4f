/** Numbers from 0 up to 1 that look random and are the same for the same seed. */
export type SeededRandom = () => number;

/** A counter stepped by the golden ratio and stirred by two rounds of multiply and shift (mulberry32). */
export function createSeededRandom(seed: number): SeededRandom {
  const state = Int32Array.of(seed);
  return () => {
    const next = ((state[0] ?? 0) + 0x6d2b79f5) | 0;
    state[0] = next;
    let mixed = Math.imul(next ^ (next >>> 15), next | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Shuffles the first `count` places in place (Fisher and Yates). */
export function shuffle(order: Int32Array, count: number, random: SeededRandom): void {
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
}
