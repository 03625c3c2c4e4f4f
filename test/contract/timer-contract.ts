import { describe, expect, test } from 'vitest';
import type { TimerSetting } from '../../src/conversation/effect.ts';
import { begin, commitNow, conversation } from '../support/store-builders.ts';
import type { OpenHarness, StoreHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');
const claim = { holder: 'node-1', leaseMs: 1000, limit: 10 };

/** claimTimers and settleTimer. */
export function timerContract(open: OpenHarness): void {
  describe('timers', () => {
    const harness = useHarness(open);

    test('are due at their time, the earliest first', async () => {
      const { store, now, advance } = harness();
      const late = timer('late', now() + 20);
      const early = { ...timer('early', now() + 10), payload: { caseId: 'c1', n: [1] } };
      await set(harness(), late, early, timer('never', now() + 1_000_000));
      await advance(9);

      const before = await store.claimTimers(claim);
      await advance(11);
      const due = await store.claimTimers(claim);

      expect(before).toEqual([]);
      expect(due).toEqual([
        { ...early, lease: { subject: 'early', holder: 'node-1', fence: expect.any(Number) } },
        { ...late, lease: { subject: 'late', holder: 'node-1', fence: expect.any(Number) } },
      ]);
    });

    test('are claimed as many as asked for', async () => {
      const { store, now } = harness();
      await set(harness(), timer('1', now()), timer('2', now()), timer('3', now()));

      const two = await store.claimTimers({ ...claim, limit: 2 });
      const rest = await store.claimTimers(claim);

      expect([two.length, rest.length]).toEqual([2, 1]);
    });

    test('have one holder, and another when its lease has ended', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      const [first] = await store.claimTimers(claim);

      const held = await store.claimTimers({ ...claim, holder: 'node-2' });
      await advance(1000);
      const [second] = await store.claimTimers({ ...claim, holder: 'node-2' });
      if (!first || !second) throw new Error('not claimed');

      expect(held).toEqual([]);
      expect(second.lease.fence).toBeGreaterThan(first.lease.fence);
      expect(await store.settleTimer(first.lease, [auditOf('late')])).toBe(false);
      expect(await store.settleTimer(second.lease, [auditOf('in time')])).toBe(true);
      expect((await store.listAudit({ limit: 10 })).rows.map(({ action }) => action)).toEqual([
        'in time',
      ]);
    });

    test('once settled are gone, and settled only once', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');

      const answers = [
        await store.settleTimer(due.lease, []),
        await store.settleTimer(due.lease, []),
      ];

      await advance(10_000);
      expect(answers).toEqual([true, false]);
      expect(await store.claimTimers(claim)).toEqual([]);
    });

    test('may set themselves anew when they are settled', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');
      const next = timer('t', now() + 50);

      await store.settleTimer(due.lease, [{ kind: 'timer.set', timer: next }]);
      const early = await store.claimTimers(claim);
      await advance(50);

      expect(early).toEqual([]);
      expect(await store.claimTimers(claim)).toMatchObject([next]);
    });

    test('set again are moved, and taken from whoever works on them', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');

      await commitNow(store, a, 'move', {
        effects: [{ kind: 'timer.set', timer: { ...timer('t', now() + 5), kind: 'moved' } }],
      });

      expect(await store.settleTimer(due.lease, [])).toBe(false);
      await advance(5);
      expect(await store.claimTimers(claim)).toMatchObject([{ id: 't', kind: 'moved' }]);
    });

    test('cancelled do not fire, and cannot be settled', async () => {
      const { store, now } = harness();
      await set(harness(), timer('held', now()), timer('waiting', now() + 5));
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');

      await commitNow(store, a, 'cancel', {
        effects: [
          { kind: 'timer.cancel', id: 'held' },
          { kind: 'timer.cancel', id: 'waiting' },
          { kind: 'timer.cancel', id: 'unknown' },
        ],
      });
      await harness().advance(10_000);

      expect(await store.settleTimer(due.lease, [])).toBe(false);
      expect(await store.claimTimers(claim)).toEqual([]);
    });

    test('fire again later when a document of theirs has changed meanwhile', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      await store.putDocument({ collection: 'case', id: 'c', document: 1 });
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');

      const settled = await store.settleTimer(due.lease, [
        auditOf('closed'),
        {
          kind: 'document.put',
          write: { collection: 'case', id: 'c', document: 2, ifMatch: null },
        },
      ]);
      await advance(1000);

      expect(settled).toBe(false);
      expect((await store.listAudit({ limit: 10 })).rows).toEqual([]);
      expect(await store.claimTimers(claim)).toMatchObject([{ id: 't' }]);
    });

    test('refuse effects on a conversation', async () => {
      const { store, now, advance } = harness();
      await set(harness(), timer('t', now()));
      const [due] = await store.claimTimers(claim);
      if (!due) throw new Error('not claimed');

      const settled = store.settleTimer(due.lease, [
        { kind: 'handoff.enqueue', skill: 's', priority: 0 },
      ]);

      await expect(settled).rejects.toThrow(/handoff\.enqueue/);
      await advance(1000);
      expect(await store.claimTimers(claim)).toHaveLength(1);
    });
  });
}

function timer(id: string, dueAt: number): TimerSetting {
  return { id, dueAt, kind: 'remind', payload: null };
}

function auditOf(action: string) {
  return { kind: 'audit', note: { actor: 'clock', action, subject: 'c' } } as const;
}

async function set({ store }: StoreHarness, ...timers: readonly TimerSetting[]): Promise<void> {
  await begin(
    store,
    a,
    timers.map((each) => ({ kind: 'timer.set', timer: each })),
  );
}
