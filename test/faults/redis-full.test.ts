import { execFileSync } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../support/redis-server.ts';
import { requirePart } from '../support/require-part.ts';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import { openStoreIn } from '../support/store-redis.ts';

const a = conversation('a');
const long = '退货 '.repeat(2000);

requirePart('redis', (program) => {
  test('a disk that is full: what was acknowledged is kept, the rest refused, and with space it goes on', async () => {
    const redis = await startRedis(program);
    onTestFinished(redis.stop);
    const { store, close } = await openStoreIn(redis.url, { deadlineMs: 3_000 });
    onTestFinished(close);
    await begin(store, a);
    // The limit on the size of files stands for the disk.
    const { process_id: pid } = infoOf(await redis.ask('INFO', 'server'));
    execFileSync('prlimit', ['--pid', String(pid), '--fsize=300000:300000']);

    let accepted = 0;
    let refusal: unknown;
    while (refusal === undefined) {
      const result = await store.accept(accepting(a, `k${accepted}`, long)).catch((thrown) => {
        refusal = thrown;
      });
      if (result?.kind === 'accepted') accepted = result.seq;
    }
    const health = await store.health();
    await redis.kill();
    await redis.start();
    await expect.poll(async () => (await store.health()).isWritable).toBe(true);
    const log = await store.since(a, 0, 200);
    const more = await store.accept(accepting(a, `k${accepted}`, long));

    expect(accepted).toBeGreaterThan(5);
    expect(refusal).toMatchObject({ code: expect.stringMatching(/^STORE_(DOWN|FULL)$/) });
    expect(health).toMatchObject({ isWritable: false });
    // The last one may be there without its acknowledgement: its key tells.
    expect([accepted, accepted + 1]).toContain(log?.head);
    expect(log?.entries.map(({ seq, body }) => [seq, body?.text])).toEqual(
      log?.entries.map((_entry, at) => [at + 1, long]),
    );
    expect(more).toMatchObject({ seq: accepted + 1 });
  });
});

function infoOf(reply: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    String(JSON.parse(reply))
      .split('\r\n')
      .map((line) => line.split(':', 2)),
  );
}
