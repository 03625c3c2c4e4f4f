// Measures one peer, in a process of its own, and writes a `Measured` into a file: measure.ts <name> <file>. For bench/peers.ts.
import { writeFileSync } from 'node:fs';
import type { Outcome } from '../../src/nlu/evaluation/score.ts';
import { scoreOf } from '../../src/nlu/evaluation/score.ts';
import { createSeededRandom, shuffle } from '../../src/nlu/linear/seeded-random.ts';
import type { Example } from '../../src/nlu/train-intent-model.ts';
import { readMassive } from '../../test/evaluation/massive.ts';
import { percentile } from '../support/percentiles.ts';
import type { LearntPeer, Measured } from './peer.ts';
import { peers } from './peers.ts';

const [, , name = '', file = ''] = process.argv;
const peer = peers[name];
if (!peer) throw new Error(`no peer ${name}`);

const train = readMassive('train');
const examples = peer.rows === undefined ? train : fewOf(train, peer.rows);
const before = process.cpuUsage();
const learnt = await peer.learn(examples);
const { user, system } = process.cpuUsage(before);

const { outcomes, times } = await askAll(learnt, readMassive('dev'));
const { accuracy, macroF1 } = scoreOf(outcomes);
learnt.close?.();
const measured: Measured = {
  title: peer.title,
  rows: examples.length,
  accuracy,
  macroF1,
  asked: outcomes.length,
  cpuSeconds: (user + system) / 1e6 + (learnt.elsewhere?.cpuSeconds ?? 0),
  p50Ms: percentile(times, 0.5),
  p99Ms: percentile(times, 0.99),
  peakMb: learnt.elsewhere?.peakMb ?? process.resourceUsage().maxRSS / 1024,
  modelBytes: learnt.modelBytes,
};
writeFileSync(file, JSON.stringify(measured));
process.exit(0);

/** As many of each label as of the others, as far as there are. */
function fewOf(all: readonly Example[], count: number): readonly Example[] {
  const order = Int32Array.from(all.keys());
  shuffle(order, order.length, createSeededRandom(1));
  const shuffled = Array.from(order, (at) => all[at]).filter((one) => one !== undefined);
  const byLabel = [...Map.groupBy(shuffled, ({ label }) => label).values()];
  const most = Math.max(...byLabel.map((own) => own.length));
  return Array.from({ length: most }, (_, at) => byLabel.flatMap((own) => own.slice(at, at + 1)))
    .flat()
    .slice(0, count);
}

async function askAll(
  { classify }: LearntPeer,
  asked: readonly Example[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly times: readonly number[] }> {
  const outcomes: Outcome[] = [];
  const times: number[] = [];
  for (const { text, label } of asked) {
    const startedAt = performance.now();
    const answer = classify(text);
    const predicted = typeof answer === 'string' ? answer : await answer;
    times.push(performance.now() - startedAt);
    outcomes.push({ text, label, predicted, confidence: 1 });
  }
  return { outcomes, times };
}
