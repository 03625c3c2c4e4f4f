const tries = 5;

/**
 * Milliseconds of processor time that the work takes in this thread: other programs and threads do not count. What they
 * push out of the caches does, so the least of a few tries is taken; the first below the limit is enough.
 */
export function processorMs(work: () => void, limitMs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let done = 0; done < tries && least >= limitMs; done += 1) {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
