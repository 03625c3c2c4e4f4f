/** Where 95 of 100 such intervals hold the true share. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959964;

/**
 * Wilson's score interval of `right` out of `count`. Unlike the one of the normal distribution it stays within 0 and 1
 * and is honest where nearly all are right.
 */
export function wilsonInterval(right: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const share = right / count;
  const shrink = 1 + z ** 2 / count;
  const middle = (share + z ** 2 / (2 * count)) / shrink;
  const half = (z / shrink) * Math.sqrt((share * (1 - share)) / count + (z / (2 * count)) ** 2);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
