const tries = 5;
/** So long that the processor's clock has moved many times. */
const leastReferenceMs = 10;
/** Until it is compiled, it takes ten times as long. */
const warmUpRounds = 100;
const referenceText = '12号3天，abc 退货。'.repeat(400);

/**
 * How many times as much processor time of this thread the work takes as one look through 4,800 characters does. A slow
 * machine is slow at both, so it is the same on each. What pushes either out of the caches only adds to it: the least of a
 * few tries is taken, each with the reference right before it, and the first below `enough` ends them.
 */
export function referenceRounds(work: () => void, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let done = 0; done < tries && least >= enough; done += 1) {
    if (done > 0 || roundMs === undefined) roundMs = measureRound();
    least = Math.min(least, spentMs(work) / roundMs);
  }
  return least;
}

/** As it was last measured: most work is so quick that this settles it. */
let roundMs: number | undefined;

function measureRound(): number {
  for (let round = 0; round < warmUpRounds; round += 1) lookThrough();
  let rounds = 0;
  let spent = 0;
  while (spent < leastReferenceMs) {
    spent += spentMs(() => {
      for (let round = 0; round < 10; round += 1) lookThrough();
    });
    rounds += 10;
  }
  return spent / rounds;
}

function lookThrough(): number {
  return [...referenceText.matchAll(/\d+\p{Script=Han}|[a-z]+ ?/gu)].length;
}

function spentMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
