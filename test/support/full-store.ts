import type { Effect } from '../../src/conversation/effect.ts';
import type { Store } from '../../src/storage/store.ts';
import type { StoreHarness } from '../contract/store-harness.ts';
import {
  accepting,
  agent,
  begin,
  commitNow,
  conversation,
  reply,
  shopper,
} from './store-builders.ts';

export const asked = conversation('asked');
export const erased = conversation('erased');
export const waits = conversation('waits');
export const waitsToo = conversation('waits-too');
/** More entries than any portion has. */
export const long = conversation('long');

const later = 60_000;

/** Fills a store by the calls of the product, so that everything it can hold is in it at least once. */
export async function fillStore(harness: Pick<StoreHarness, 'store' | 'now' | 'advance'>) {
  const { store } = harness;
  await talk(harness);
  await waitInQueue(harness);
  await callOut(harness);
  await keepDocuments(store);
  await begin(store, long, timersAt(harness.now()));
  const keys = Array.from({ length: 230 }, (_, at) => `k${at}`);
  await Promise.all(keys.map((key) => store.accept(accepting(long, key, `${key} 句 | ‘😀’`))));
  await commitNow(store, long, 'turn', { processedUpTo: 150, entries: [reply('好')] });
  await eraseOne(store);
}

/** A message that is answered, and two that wait, claimed once by a node that has died. */
async function talk({ store, advance }: Pick<StoreHarness, 'store' | 'advance'>) {
  const shopperId = shopper('张三 01');
  await begin(store, asked, [{ kind: 'conversation.belongs-to', shopperId }]);
  await store.accept(accepting(asked, 'k1', '想退货'));
  await commitNow(store, asked, 'turn:1', {
    state: { form: '退货', steps: [1, 2.5, null] },
    processedUpTo: 1,
    bodyHash: 'hash|of|a turn',
    entries: [
      { ...reply('可以退'), revision: 'f'.repeat(64) as never },
      { kind: 'message', author: { role: 'agent', id: 'lin', name: '小林' }, body: { text: '好' } },
    ],
  });
  await advance(10);
  await store.accept(accepting(asked, 'k2', '还有'));
  await advance(10);
  await store.accept(accepting(asked, 'k3', '在吗'));
  await store.claimPending({ holder: 'dead', leaseMs: 1, idleForMs: 0, limit: 10 });
}

async function waitInQueue({ store, advance }: Pick<StoreHarness, 'store' | 'advance'>) {
  const enqueue = { kind: 'handoff.enqueue', skill: 'returns', priority: 0 } as const;
  await begin(store, waits, [enqueue]);
  await begin(store, waitsToo, [{ ...enqueue, priority: 5 }]);
  const claim = { agentId: agent('lin'), capacity: 1, requestId: 'r', leaseMs: later };
  const claimed = await store.claimHandoff(claim);
  if (claimed) await store.settleHandoff(claimed.lease, 'requeue');
  await advance(10);
}

/** One call that was never made, one that is repeated later, one that is dead, one that is done. */
async function callOut({ store, now }: Pick<StoreHarness, 'store' | 'now'>) {
  const put = (key: string): Effect => ({
    kind: 'outbox.put',
    request: { key, target: 'orders', payload: { 订单: key } },
  });
  await commitNow(store, asked, 'calls', { effects: ['done', 'dead', 'repeated'].map(put) });
  const calls = await store.claimOutbox({ holder: 'n', leaseMs: later, limit: 9 });
  for (const { key, lease } of calls) {
    if (key === 'repeated') await store.settleOutbox(lease, { retryAt: now() + later });
    else await store.settleOutbox(lease, key === 'dead' ? 'dead' : 'done');
  }
  await commitNow(store, asked, 'more calls', {
    effects: [
      put('new'),
      { kind: 'audit', note: { actor: 'lin', action: 'claim', subject: asked } },
      { kind: 'audit', note: { actor: 'bot', action: 'case', subject: 'c', details: { a: 1 } } },
    ],
  });
}

async function keepDocuments(store: Store) {
  const indexes = { shopper: '张三\u0000', amount: -12.5, zero: -0 };
  await store.putDocument({ collection: 'case', id: 'c1', document: { 状态: '新' }, indexes });
  await store.putDocument({ collection: 'case', id: 'c1:x', document: [], indexes: { amount: 7 } });
  await store.putDocument({ collection: 'a:b', id: ':', document: null });
  await store.putDocument({ collection: 'case', id: 'gone', document: 1, indexes: { amount: 1 } });
  await store.deleteDocument('case', 'gone');
}

function timersAt(now: number): readonly Effect[] {
  return ['t1', 't2'].map((id, at) => ({
    kind: 'timer.set',
    timer: { id, dueAt: now + at * later, kind: 'deadline', payload: { id } },
  }));
}

async function eraseOne(store: Store) {
  await begin(store, erased, [{ kind: 'conversation.belongs-to', shopperId: shopper('李四') }]);
  await store.accept(accepting(erased, 'k1', '我的电话是 13800138000'));
  await commitNow(store, erased, 'turn:1', { processedUpTo: 1, entries: [reply('收到')] });
  await store.erase(erased);
}
