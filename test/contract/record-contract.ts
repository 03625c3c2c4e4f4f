import { describe, expect, test } from 'vitest';
import { agent, begin, commitNow, conversation } from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');

/** Audit and presence. */
export function recordContract(open: OpenHarness): void {
  describe('the audit', () => {
    const harness = useHarness(open);

    test('lists who did what, oldest first, in pages', async () => {
      const { store, now, advance } = harness();
      const start = now();
      const note = { actor: 'lin', subject: 'c1' };
      await begin(store, a, [
        { kind: 'audit', note: { ...note, action: 'one', details: { reason: '核实' } } },
        { kind: 'audit', note: { ...note, action: 'two' } },
      ]);
      await advance(7);
      await commitNow(store, a, 'k', {
        effects: [{ kind: 'audit', note: { ...note, action: 'three' } }],
      });

      const first = await store.listAudit({ limit: 2 });
      const second = await store.listAudit({ limit: 2, after: first.next ?? '' });

      expect(first.rows).toStrictEqual([
        { ...note, action: 'one', at: start, details: { reason: '核实' } },
        { ...note, action: 'two', at: start },
      ]);
      expect(second).toStrictEqual({ rows: [{ ...note, action: 'three', at: start + 7 }] });
    });

    test('refuses a cursor that it has not given', async () => {
      const list = harness().store.listAudit({ limit: 2, after: 'WzEsMl0' });

      await expect(list).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });
  });

  describe('presence', () => {
    const harness = useHarness(open);

    test('lasts until the heartbeat stops', async () => {
      const { store, now, advance } = harness();
      const lin = { agentId: agent('lin'), node: 'n1', status: 'online' } as const;
      const wang = { agentId: agent('wang'), node: 'n1', status: 'break' } as const;
      await store.heartbeat({ ...wang, ttlMs: 2000 });
      await store.heartbeat({ ...lin, ttlMs: 1000 });

      const both = await store.listPresence();
      await advance(1000);
      const one = await store.listPresence();

      expect(both).toEqual([
        { ...lin, until: now() },
        { ...wang, until: now() + 1000 },
      ]);
      expect(one).toEqual([{ ...wang, until: now() + 1000 }]);
    });

    test('follows the latest heartbeat', async () => {
      const { store, now, advance } = harness();
      const beat = { agentId: agent('lin'), node: 'n1', ttlMs: 1000 };
      await store.heartbeat({ ...beat, status: 'online' });
      await advance(500);

      await store.heartbeat({ ...beat, status: 'busy' });
      await advance(999);

      expect(await store.listPresence()).toEqual([
        { agentId: 'lin', node: 'n1', status: 'busy', until: now() + 1 },
      ]);
    });
  });
}
