import { countGuard, readGuardLines, shippedGuard } from '../../test/evaluation/guard-lines.ts';
import { percentile } from '../support/percentiles.ts';
import { accuracyWithInterval, printTable } from './tables.ts';

/** A line is timed that often, and its middle time counts: a pattern is compiled when it is first used, and neighbours interrupt. */
const rounds = 5;

/** How many replies that break a rule are caught, and how many sound ones are stopped. Tells of rules, and of no line. */
export async function evaluateGuard(): Promise<void> {
  const guard = await shippedGuard();
  console.log('\n## What must not go out\n');
  for (const name of ['held-out-1', 'held-out-2'] as const) {
    const lines = readGuardLines(name);
    const counts = countGuard(guard, lines);
    const times = lines.map(({ text }) =>
      medianMs((round) => guard.check(`${text}${' '.repeat(round)}`)),
    );
    console.log(`\n${name}:\n`);
    printTable(
      ['asked', 'lines', 'share (95 %)'],
      [
        ['violating, caught', counts.bad, share(counts.caught, counts.bad)],
        ['sound, stopped', counts.sound, share(counts.stopped, counts.sound)],
        ...counts.byRule.map(({ rule, caught, count }) => [rule, count, share(caught, count)]),
      ],
    );
    for (const [rule, lines] of counts.stoppedBy)
      console.log(`sound, stopped by ${rule}: ${lines.length}`);
    console.log(
      `p50 ${percentile(times, 0.5).toFixed(2)} ms, p99 ${percentile(times, 0.99).toFixed(2)} ms`,
    );
  }
}

/** Each round has a text of its own: what passed once is remembered. */
function medianMs(work: (round: number) => unknown): number {
  const times = Array.from({ length: rounds }, (_, round) => {
    const begun = performance.now();
    work(round);
    return performance.now() - begun;
  });
  return percentile(times, 0.5);
}

const share = (part: number, count: number) =>
  accuracyWithInterval({ accuracy: part / count, count });
