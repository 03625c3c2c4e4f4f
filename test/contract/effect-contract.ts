import { describe, expect, test } from 'vitest';
import { parseShopperId } from '../../src/kernel/ids.ts';
import {
  agent,
  begin,
  commitNow,
  committing,
  conversation,
  reply,
} from '../support/store-builders.ts';
import type { OpenHarness, StoreHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const a = conversation('a');
const lease = { holder: 'node', leaseMs: 1000, limit: 10 };

/** Effects: all of them land with the commit, or nothing does. */
export function effectContract(open: OpenHarness): void {
  describe('effects of a commit', () => {
    const harness = useHarness(open);

    test('land together with the log and the state', async () => {
      const { store, now } = harness();
      const etag = await begin(store, a);

      await store.commit(committing(a, 'k1', etag, everything(now())));

      expect(await seen(harness())).toEqual({
        state: { step: 1 },
        head: 1,
        document: { open: true },
        place: 1,
        timers: ['t1'],
        calls: ['a:1:1'],
        audit: ['case.opened'],
      });
    });

    test('do not land when the eTag is stale', async () => {
      const { store, now } = harness();
      await begin(store, a);

      const result = await store.commit(committing(a, 'k1', 'other', everything(now())));

      expect(result).toEqual({ kind: 'stale' });
      expect(await seen(harness())).toEqual(nothing);
    });

    test('do not land when a document has changed, wherever it stands among them', async () => {
      const { store, now } = harness();
      const etag = await begin(store, a);
      await store.putDocument({ collection: 'case', id: 'other', document: 1 });
      const { effects, ...turn } = everything(now());
      const clash = {
        kind: 'document.put',
        write: { collection: 'case', id: 'other', document: 2, ifMatch: null },
      } as const;

      const last = await store.commit(
        committing(a, 'k1', etag, { ...turn, effects: [...effects, clash] }),
      );
      const first = await store.commit(
        committing(a, 'k2', etag, { ...turn, effects: [clash, ...effects] }),
      );

      expect([last, first]).toEqual([{ kind: 'stale' }, { kind: 'stale' }]);
      expect(await seen(harness())).toEqual(nothing);
      expect((await store.getDocument('case', 'other'))?.document).toBe(1);
    });

    test('do not begin a conversation whose document has changed', async () => {
      const { store } = harness();
      const write = { collection: 'case', id: 'c', document: 1, ifMatch: '7' };

      const result = await store.commit(
        committing(a, 'start', null, { effects: [{ kind: 'document.put', write }] }),
      );

      expect(result).toEqual({ kind: 'stale' });
      expect(await store.load(a)).toBeNull();
    });

    test('are not applied a second time by a repeated key', async () => {
      const { store, now } = harness();
      const etag = await begin(store, a);
      const turn = committing(a, 'k1', etag, everything(now()));
      await store.commit(turn);

      await store.commit(turn);

      expect((await store.listAudit({ limit: 10 })).rows).toHaveLength(1);
      expect(await store.claimOutbox(lease)).toHaveLength(1);
    });

    test('name the shopper with the first commit, and only then', async () => {
      const { store } = harness();
      const shopperId = parseShopperId('张三 01');
      if (shopperId === null) throw new Error('not a shopper id');
      const etag = await begin(store, a, [{ kind: 'conversation.belongs-to', shopperId }]);

      const later = store.commit(
        committing(a, 'k1', etag, { effects: [{ kind: 'conversation.belongs-to', shopperId }] }),
      );

      await expect(later).rejects.toThrow(/first commit/);
      expect(await store.load(a)).toMatchObject({ shopperId, etag });
    });
  });

  describe('a timer settled by a commit', () => {
    const harness = useHarness(open);
    const holder = { holder: 'node-1', leaseMs: 1000, limit: 10 };

    async function beginWithTimer() {
      const { store, now } = harness();
      const timer = { id: 't', dueAt: now(), kind: 'remind', payload: null };
      const etag = await begin(store, a, [{ kind: 'timer.set', timer }]);
      const [due] = await store.claimTimers(holder);
      if (due === undefined) throw new Error('not claimed');
      return { store, etag, timer, lease: due.lease };
    }

    test('is gone, and the message is there', async () => {
      const { store, etag, lease } = await beginWithTimer();

      const result = await store.commit(
        committing(a, 'k', etag, {
          entries: [reply('到时间了')],
          effects: [{ kind: 'timer.settle', lease }],
        }),
      );

      await harness().advance(10_000);
      expect(result).toMatchObject({ kind: 'committed', firstSeq: 1 });
      expect(await store.claimTimers(holder)).toEqual([]);
      expect(await store.settleTimer(lease, [])).toBe(false);
    });

    test('may be set anew by the same commit', async () => {
      const { store, etag, timer, lease } = await beginWithTimer();

      await store.commit(
        committing(a, 'k', etag, {
          effects: [
            { kind: 'timer.settle', lease },
            { kind: 'timer.set', timer },
          ],
        }),
      );

      expect(await store.claimTimers(holder)).toMatchObject([timer]);
    });

    test.each(['cancelled', 'moved', 'claimed by another'])(
      'is fenced, whatever the eTag, once it was %s, and writes nothing',
      async (how) => {
        const { store, timer, lease } = await beginWithTimer();
        if (how === 'claimed by another') {
          await harness().advance(1000);
          await store.claimTimers({ ...holder, holder: 'node-2' });
        } else {
          const effect =
            how === 'moved'
              ? ({ kind: 'timer.set', timer } as const)
              : ({ kind: 'timer.cancel', id: 't' } as const);
          await commitNow(store, a, 'meanwhile', { effects: [effect] });
        }
        const before = await store.load(a);
        const late = {
          entries: [reply('到时间了')],
          effects: [{ kind: 'timer.settle', lease }],
        } as const;

        const fenced = await store.commit(committing(a, 'k', before?.etag ?? '', late));
        const fencedAndStale = await store.commit(committing(a, 'k', 'other', late));

        expect([fenced, fencedAndStale]).toEqual([{ kind: 'fenced' }, { kind: 'fenced' }]);
        expect(await store.load(a)).toEqual(before);
      },
    );
  });

  describe('a claim settled by a commit', () => {
    const harness = useHarness(open);
    const lin = { agentId: agent('lin'), capacity: 5, leaseMs: 1000 };

    test('complete takes the conversation out of the queue', async () => {
      const { store } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const claim = await store.claimHandoff({ ...lin, requestId: 'r' });
      if (claim === null) throw new Error('nothing to claim');

      const result = await store.commit(
        committing(a, 'k', etag, {
          effects: [{ kind: 'handoff.settle', lease: claim.lease, as: 'complete' }],
        }),
      );

      expect(result).toMatchObject({ kind: 'committed' });
      expect(await store.queueDepth()).toBe(0);
      expect(await store.settleHandoff(claim.lease, 'complete')).toBe(false);
    });

    test('requeue gives it back to its old place', async () => {
      const { store, advance } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      await advance(5);
      await begin(store, conversation('b'), [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const claim = await store.claimHandoff({ ...lin, requestId: 'r' });
      if (claim === null) throw new Error('nothing to claim');

      await store.commit(
        committing(a, 'k', etag, {
          effects: [{ kind: 'handoff.settle', lease: claim.lease, as: 'requeue' }],
        }),
      );

      expect(await store.placeInQueue(a)).toBe(1);
    });

    test('is fenced, whatever the eTag, once another agent has it, and writes nothing', async () => {
      const { store, advance } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const late = await store.claimHandoff({ ...lin, requestId: 'r1' });
      await advance(1000);
      const wang = await store.claimHandoff({ ...lin, agentId: agent('wang'), requestId: 'r2' });
      if (late === null || wang === null) throw new Error('nothing to claim');
      const settle = [{ kind: 'handoff.settle', lease: late.lease, as: 'complete' } as const];

      const fenced = await store.commit(
        committing(a, 'k', etag, { entries: [reply('我来')], effects: settle }),
      );
      const fencedAndStale = await store.commit(
        committing(a, 'k', 'other', { ifHead: 0, effects: settle }),
      );

      expect([fenced, fencedAndStale]).toEqual([{ kind: 'fenced' }, { kind: 'fenced' }]);
      expect(await store.load(a)).toMatchObject({ head: 0, etag });
      expect(await store.settleHandoff(wang.lease, 'complete')).toBe(true);
    });

    test('still counts after its time when nobody else took it', async () => {
      const { store, advance } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const claim = await store.claimHandoff({ ...lin, requestId: 'r1' });
      if (claim === null) throw new Error('nothing to claim');
      await advance(60_000);

      const result = await store.commit(
        committing(a, 'k', etag, {
          effects: [{ kind: 'handoff.settle', lease: claim.lease, as: 'complete' }],
        }),
      );

      expect(result).toMatchObject({ kind: 'committed' });
    });

    test('withdraw takes it from the agent who just claims it', async () => {
      const { store } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const claim = await store.claimHandoff({ ...lin, requestId: 'r1' });
      if (claim === null) throw new Error('nothing to claim');

      await store.commit(committing(a, 'k', etag, { effects: [{ kind: 'handoff.withdraw' }] }));

      expect(await store.settleHandoff(claim.lease, 'complete')).toBe(false);
      expect(await store.queueDepth()).toBe(0);
    });

    test('a transfer settles one claim and queues anew', async () => {
      const { store, advance, now } = harness();
      const etag = await begin(store, a, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      const claim = await store.claimHandoff({ ...lin, requestId: 'r1' });
      if (claim === null) throw new Error('nothing to claim');
      await advance(10);

      await store.commit(
        committing(a, 'k', etag, {
          effects: [
            { kind: 'handoff.settle', lease: claim.lease, as: 'complete' },
            { kind: 'handoff.enqueue', skill: 'quality', priority: 5 },
          ],
        }),
      );

      expect((await store.listQueue({ limit: 10 })).rows).toEqual([
        { conversationId: a, place: 1, waitingSince: now(), skill: 'quality', priority: 5 },
      ]);
    });
  });
}

const nothing = {
  state: { step: 0 },
  head: 0,
  document: undefined,
  place: null,
  timers: [],
  calls: [],
  audit: [],
};

/** One effect of each kind that can stand alone. */
function everything(now: number) {
  return {
    state: { step: 1 },
    entries: [reply('已为您开单')],
    effects: [
      { kind: 'timer.set', timer: { id: 't1', dueAt: now, kind: 'remind', payload: null } },
      { kind: 'document.put', write: { collection: 'case', id: 'c1', document: { open: true } } },
      { kind: 'handoff.enqueue', skill: 'general', priority: 0 },
      { kind: 'outbox.put', request: { key: 'a:1:1', target: 'orders', payload: {} } },
      { kind: 'audit', note: { actor: 'anxin', action: 'case.opened', subject: 'c1' } },
    ],
  } as const;
}

async function seen({ store }: StoreHarness) {
  const record = await store.load(a);
  return {
    state: record?.state,
    head: record?.head,
    document: (await store.getDocument('case', 'c1'))?.document,
    place: await store.placeInQueue(a),
    timers: (await store.claimTimers(lease)).map(({ id }) => id),
    calls: (await store.claimOutbox(lease)).map(({ key }) => key),
    audit: (await store.listAudit({ limit: 10 })).rows.map(({ action }) => action),
  };
}
