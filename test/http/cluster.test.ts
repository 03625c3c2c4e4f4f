import { afterEach, beforeEach, expect, test } from 'vitest';
import { requirePart } from '../support/require-part.ts';
import { type Cluster, startCluster } from '../support/start-cluster.ts';
import { openShopper } from '../support/test-shopper.ts';

/** Two starts at once, on a machine that may be busy, and a third. */
const severalStartsMs = 600_000;

requirePart('redis', () => {
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await startCluster();
  }, severalStartsMs);
  afterEach(() => cluster?.stop());

  test('npm run cluster: a question is answered, also after a node was killed, and all ends on a signal', {
    timeout: severalStartsMs,
  }, async () => {
    const { url, nodes } = cluster;
    const shopper = await openShopper(url);
    const before = await shopper.send('运费险是什么');
    await shopper.waitFor(({ id, from }) => id > before && from.id === 'anxin');
    const back = cluster.kill('node-1');
    const after = await shopper.send('换货要几天');
    await shopper.waitFor(({ id, from }) => id > after && from.id === 'anxin');
    const log = await shopper.readLog();
    await back;

    expect(shopper.received).toEqual(log);
    shopper.close();
    const redis = cluster.pidOf('redis');
    const code = await cluster.stop();
    const isGone = async (one: string) =>
      fetch(one).then(
        () => false,
        () => true,
      );
    expect(code).toBe(0);
    expect(await Promise.all([url, ...nodes.map((node) => node.url)].map(isGone))).toEqual([
      true,
      true,
      true,
    ]);
    expect(() => process.kill(redis, 0)).toThrow(/ESRCH/);
  });
});
