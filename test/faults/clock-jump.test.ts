import { expect, onTestFinished, test } from 'vitest';
import { accepting, begin, commitNow, conversation, reply } from '../support/store-builders.ts';
import { onBothStores, openPlace } from '../support/store-place.ts';

const a = conversation('a');
const hourMs = 3_600_000;

onBothStores((make) => {
  test('a clock that jumps an hour forth and two back changes no order and loses no turn', async () => {
    const place = await make();
    onTestFinished(place.remove);
    let jumpMs = 0;
    const store = await openPlace(place.address, { now: () => Date.now() + jumpMs });
    onTestFinished(() => store.close());
    await begin(store, a);
    const claim = { holder: 'n', leaseMs: 1_000, idleForMs: 0, limit: 1 };

    const fences: (number | undefined)[] = [];
    for (const [at, ms] of [0, hourMs, -hourMs, 0].entries()) {
      jumpMs = ms;
      await store.accept(accepting(a, `k${at}`));
      const [pending] = await store.claimPending(claim);
      fences.push(pending?.lease.fence);
      await commitNow(store, a, `t${at}`, {
        processedUpTo: 2 * at + 1,
        entries: [reply(`r${at}`)],
        ...(pending && { lease: pending.lease }),
      });
    }

    const log = await store.since(a, 0, 20);
    const texts = [0, 1, 2, 3].flatMap((at) => [`k${at}`, `r${at}`]);
    expect(log?.entries.map(({ seq, body }) => [seq, body?.text])).toEqual(
      texts.map((text, at) => [at + 1, text]),
    );
    expect(fences).not.toContain(undefined);
    expect(fences).toEqual(fences.toSorted((x, y) => Number(x) - Number(y)));
    expect((await store.load(a))?.pending).toEqual([]);
  });
});
