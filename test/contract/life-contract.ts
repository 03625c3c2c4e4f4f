import { describe, expect, test } from 'vitest';
import { accepting, begin, conversation } from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');

/** The life of the store itself. */
export function lifeContract(open: OpenHarness): void {
  describe('the store', () => {
    const harness = useHarness(open);

    test('keeps its epoch over a restart', async () => {
      const { store, reopen } = harness();
      const { epoch } = store;

      const again = await reopen();

      expect(epoch).toMatch(/^[A-Za-z0-9]{8,}$/);
      expect(again.epoch).toBe(epoch);
    });

    test('knows the time of its latest entry when it is opened', async () => {
      const { store, reopen, advance, now } = harness();
      const empty = store.lastTimeMs;
      await begin(store, a);
      await advance(5000);
      await store.accept(accepting(a, 'k1'));
      const last = now();
      await advance(5000);

      const again = await reopen();

      expect(empty).toBe(0);
      expect(again.lastTimeMs).toBe(last);
    });

    test('says that it can be written', async () => {
      const health = await harness().store.health();

      expect(health).toMatchObject({ isWritable: true, queued: 0 });
      expect(health.problem).toBeUndefined();
    });

    test('finishes what was begun before it closes, and refuses what comes after', async () => {
      const { store, reopen } = harness();
      await begin(store, a);

      const begun = store.accept(accepting(a, 'k1'));
      const closed = store.close();
      const late = store.accept(accepting(a, 'k2'));

      await expect(late).rejects.toMatchObject({ code: 'STORE_DOWN' });
      expect(await begun).toMatchObject({ kind: 'accepted', seq: 1 });
      await closed;
      expect((await (await reopen()).since(a, 0, 10))?.head).toBe(1);
    });
  });
}
