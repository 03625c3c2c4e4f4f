import { once } from 'node:events';
import { reply } from './store-builders.ts';
import { openPlace } from './store-place.ts';

// A process that claims a waiting conversation, a timer and a call, says `claimed`, waits for a line, and then says
// what becomes of its commit and its settlements. Arguments: a place, the lease in ms.
const [place = '', leaseMs] = process.argv.slice(2);
const store = await openPlace(place);
const claim = { holder: `zombie-${process.pid}`, leaseMs: Number(leaseMs), limit: 1 };

const [pending] = await store.claimPending({ ...claim, idleForMs: 0 });
const [timer] = await store.claimTimers(claim);
const [call] = await store.claimOutbox(claim);
if (!pending || !timer || !call) throw new Error('nothing to claim');
const record = await store.load(pending.conversationId);
console.log('claimed');
await once(process.stdin, 'data');

const committed = await store.commit({
  conversationId: pending.conversationId,
  key: 'of the zombie',
  etag: record?.etag ?? null,
  lease: pending.lease,
  processedUpTo: record?.head ?? 0,
  entries: [reply('too late')],
  effects: [],
});
console.log(committed.kind);
console.log(await store.settleTimer(timer.lease, []));
console.log(await store.settleOutbox(call.lease, 'done'));
await store.close();
process.stdin.destroy();
