import { describe, expect, test } from 'vitest';
import type { TurnStore } from '../../src/conversation/turn-store.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import {
  accepting,
  agent,
  begin,
  committing,
  conversation,
  reply,
} from '../support/store-builders.ts';
import type { OpenHarness } from './store-harness.ts';
import { useHarness } from './use-harness.ts';

const names = ['a', 'b', 'c'].map(conversation);

/** What must hold when many call at once. */
export function storeInvariants(open: OpenHarness): void {
  describe('with many calls in flight', () => {
    const harness = useHarness(open);

    test('seq is 1..n in each conversation, and each key is there once', async () => {
      const { store } = harness();
      await Promise.all(names.map((id) => begin(store, id)));
      const calls = names.flatMap((id) =>
        Array.from({ length: 120 }, (_, at) => ({ id, key: `k${at % 40}` })),
      );

      const answers = await Promise.all(
        calls.map(async ({ id, key }) => ({
          id,
          key,
          ...(await store.accept(accepting(id, key))),
        })),
      );

      for (const id of names) {
        const log = (await store.since(id, 0, 200))?.entries ?? [];
        const texts = log.map(({ body }) => body?.text);
        expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
        expect(new Set(texts).size).toBe(40);
        const own = answers.filter((each) => each.id === id);
        expect(own.map((each) => (each.kind === 'accepted' ? texts[each.seq - 1] : null))).toEqual(
          own.map(({ key }) => key),
        );
      }
      expect(answers.filter((each) => each.kind === 'accepted' && !each.isDuplicate)).toHaveLength(
        120,
      );
    });

    test('no increment of a state is lost, however many compete for it', async () => {
      const { store } = harness();
      const [id = conversation('a')] = names;
      await begin(store, id);

      await Promise.all(
        Array.from({ length: 16 }, async (_, writer) => {
          for (let at = 0; at < 8; at += 1) await increment(store, id, `w${writer}:${at}`);
        }),
      );

      const record = await store.load(id);
      expect(record).toMatchObject({ state: { step: 128 }, head: 128 });
    });

    test('messages and turns of one conversation share one unbroken log', async () => {
      const { store } = harness();
      const [id = conversation('a')] = names;
      await begin(store, id);

      await Promise.all([
        ...Array.from({ length: 60 }, (_, at) => store.accept(accepting(id, `k${at}`))),
        ...Array.from({ length: 4 }, async (_, writer) => {
          for (let at = 0; at < 10; at += 1) await increment(store, id, `w${writer}:${at}`);
        }),
      ]);

      const slice = await store.since(id, 0, 200);
      expect(slice?.entries.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 100 }, (_, at) => at + 1),
      );
      expect(slice?.head).toBe(100);
    });

    test('each piece of work has one holder', async () => {
      const { store, now } = harness();
      await begin(
        store,
        conversation('a'),
        Array.from({ length: 30 }, (_, at) => [
          {
            kind: 'timer.set' as const,
            timer: { id: `t${at}`, dueAt: now(), kind: 'k', payload: null },
          },
          {
            kind: 'outbox.put' as const,
            request: { key: `o${at}`, target: 'orders', payload: null },
          },
        ]).flat(),
      );
      const claim = (holder: number) => ({ holder: `n${holder}`, leaseMs: 1000, limit: 4 });

      const timers = await Promise.all(
        Array.from({ length: 12 }, (_, at) => store.claimTimers(claim(at))),
      );
      const calls = await Promise.all(
        Array.from({ length: 12 }, (_, at) => store.claimOutbox(claim(at))),
      );

      expect(new Set(timers.flat().map(({ id }) => id)).size).toBe(30);
      expect(timers.flat()).toHaveLength(30);
      expect(new Set(calls.flat().map(({ key }) => key)).size).toBe(30);
      expect(calls.flat()).toHaveLength(30);
    });

    test('one request that is repeated at once gets one reservation', async () => {
      const { store } = harness();
      for (const id of names) {
        await begin(store, id, [{ kind: 'handoff.enqueue', skill: 's', priority: 0 }]);
      }
      const request = { agentId: agent('lin'), capacity: 9, leaseMs: 1000, requestId: 'r' };

      const claims = await Promise.all(
        Array.from({ length: 10 }, () => store.claimHandoff(request)),
      );

      expect(new Set(claims.map((claim) => claim?.lease.fence)).size).toBe(1);
      expect((await store.listQueue({ limit: 9 })).rows).toHaveLength(2);
    });
  });
}

/** Loads, adds one and commits, again and again until nobody was faster. */
async function increment(store: TurnStore, id: ConversationId, key: string): Promise<void> {
  for (;;) {
    const record = await store.load(id);
    const step = Number((record?.state as { readonly step?: number })?.step);
    const result = await store.commit(
      committing(id, key, record?.etag ?? null, {
        state: { step: step + 1 },
        entries: [reply(key)],
      }),
    );
    if (result.kind === 'committed') return;
  }
}
