import type { OutboxStore } from '../../src/conversation/outbox-store.ts';
import type { TimerStore } from '../../src/conversation/timer-store.ts';
import type { TurnStore } from '../../src/conversation/turn-store.ts';
import type { QueueStore } from '../../src/handoff/queue-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DocumentStore } from '../../src/kernel/document-store.ts';
import type { AuditStore } from '../../src/staff/audit-store.ts';
import {
  apply,
  blank,
  commitTurn,
  grant,
  isHeldNow,
  isSameBody,
  isValid,
  leaveQueue,
  pendingOf,
  putDocument,
  Refused,
  servingOrder,
  settleHandoff,
  toClaim,
  toLogEntry,
  type World,
} from './store-world.ts';

/** What the property test compares: everything but presence and the life of the store. */
export type ModelledStore = Omit<TurnStore, 'onWrite'> &
  TimerStore &
  OutboxStore &
  QueueStore &
  DocumentStore &
  AuditStore;

/** All or nothing: a thrown Refused answers and leaves the world as it was. */
type Change = <Reply>(act: (copy: World) => Reply) => Promise<Reply>;

/**
 * The store as one would write it without a disk, threads or speed in mind: each method copies the world, changes
 * the copy and keeps it when nothing went wrong. Its only virtue is that it is easy to believe.
 */
export function createStoreModel(clock: Clock): ModelledStore {
  let world: World = {
    conversations: new Map(),
    documents: new Map(),
    timers: new Map(),
    outbox: new Map(),
    queue: new Map(),
    leases: new Map(),
    audit: [],
    lastNumber: 0,
  };

  async function change<Reply>(act: (copy: World) => Reply): Promise<Reply> {
    const copy = structuredClone(world);
    try {
      const reply = act(copy);
      world = copy;
      return reply;
    } catch (thrown) {
      // Refused carries the reply of the method that it ends.
      if (thrown instanceof Refused) return thrown.reply as Reply;
      throw thrown;
    }
  }

  return {
    ...modelTurns(change, clock),
    ...modelWork(change, clock),
    ...modelQueue(change, clock),
    ...modelRecords(change),
  };
}

function modelTurns(change: Change, clock: Clock): Omit<TurnStore, 'onWrite'> {
  return {
    accept: ({ conversationId, key, bodyHash, entry }) =>
      change(({ conversations }) => {
        const found = conversations.get(conversationId);
        if (!found) return { kind: 'unknown' };
        const used = found.accepted.get(key);
        if (used) {
          return isSameBody(used.bodyHash, bodyHash)
            ? { kind: 'accepted', seq: used.seq, isDuplicate: true }
            : { kind: 'conflict' };
        }
        const seq = found.log.length + 1;
        found.log.push({ ...entry, seq, at: clock.now(), isAccepted: true });
        found.accepted.set(key, { seq, bodyHash });
        return { kind: 'accepted', seq, isDuplicate: false };
      }),
    commit: (turn) => change((copy) => commitTurn(copy, turn, clock.now())),
    load: (id) =>
      change(({ conversations }) => {
        const found = conversations.get(id);
        if (!found) return null;
        const { state, processed, log, shopperId, startedAt } = found;
        return {
          state,
          etag: String(found.etag),
          head: log.length,
          processed,
          lastAccepted: log.findLast(({ isAccepted }) => isAccepted)?.seq ?? 0,
          pending: pendingOf(found).slice(0, 16).map(toLogEntry),
          shopperId,
          startedAt,
        };
      }),
    since: (id, afterSeq, limit) =>
      change(({ conversations }) => {
        const found = conversations.get(id);
        if (!found) return null;
        const entries = found.log.filter(({ seq }) => seq > afterSeq).slice(0, limit);
        return { entries: entries.map(toLogEntry), head: found.log.length };
      }),
    claimPending: ({ holder, leaseMs, idleForMs, limit }) =>
      change((copy) =>
        [...copy.conversations.values()]
          .map((found) => ({ found, since: pendingOf(found)[0]?.at ?? Infinity }))
          .filter(({ since }) => since <= clock.now() - idleForMs)
          .filter(({ found: { id } }) => !isHeldNow(copy, `pending ${id}`, clock.now()))
          .sort((x, y) => x.since - y.since)
          .slice(0, limit)
          .map(({ found }) => {
            found.attempts += 1;
            const until = clock.now() + leaseMs;
            const lease = grant(copy, { kind: 'pending', subject: found.id, holder, until });
            return { conversationId: found.id, lease, attempt: found.attempts };
          }),
      ),
    erase: (id) =>
      change((copy) => {
        const found = copy.conversations.get(id);
        if (!found) return 0;
        const blanked = found.log.filter(({ body }) => body !== null).length;
        blank(found);
        leaveQueue(copy, id);
        return blanked;
      }),
  };
}

function modelWork(change: Change, clock: Clock): TimerStore & OutboxStore {
  return {
    claimTimers: ({ holder, leaseMs, limit }) =>
      change((copy) =>
        [...copy.timers.values()]
          .filter(({ dueAt }) => dueAt <= clock.now())
          .filter(({ id }) => !isHeldNow(copy, `timer ${id}`, clock.now()))
          .sort((x, y) => x.dueAt - y.dueAt || (x.id < y.id ? -1 : 1))
          .slice(0, limit)
          .map((timer) => ({
            ...timer,
            lease: grant(copy, {
              kind: 'timer',
              subject: timer.id,
              holder,
              until: clock.now() + leaseMs,
            }),
          })),
      ),
    settleTimer: (lease, effects) =>
      change((copy) => {
        if (!isValid(copy, 'timer', lease)) return false;
        copy.timers.delete(lease.subject);
        copy.leases.delete(`timer ${lease.subject}`);
        for (const effect of effects) apply(copy, effect, { now: clock.now() });
        return true;
      }),
    claimOutbox: ({ holder, leaseMs, limit }) =>
      change((copy) =>
        [...copy.outbox.values()]
          .filter(({ isDead, dueAt }) => !isDead && dueAt <= clock.now())
          .filter(({ key }) => !isHeldNow(copy, `outbox ${key}`, clock.now()))
          .slice(0, limit)
          .map((call) => {
            const attempt = call.attempt + 1;
            copy.outbox.set(call.key, { ...call, attempt });
            const lease = grant(copy, {
              kind: 'outbox',
              subject: call.key,
              holder,
              until: clock.now() + leaseMs,
            });
            const { key, target, payload } = call;
            return { key, target, payload, attempt, lease };
          }),
      ),
    settleOutbox: (lease, outcome) =>
      change((copy) => {
        const call = copy.outbox.get(lease.subject);
        if (!isValid(copy, 'outbox', lease) || !call) return false;
        copy.leases.delete(`outbox ${call.key}`);
        if (outcome === 'done') copy.outbox.delete(call.key);
        else if (outcome === 'dead') copy.outbox.set(call.key, { ...call, isDead: true });
        else copy.outbox.set(call.key, { ...call, dueAt: outcome.retryAt });
        return true;
      }),
  };
}

function modelQueue(change: Change, clock: Clock): QueueStore {
  return {
    listQueue: ({ limit }) =>
      change((copy) => ({ rows: servingOrder(copy, clock.now()).slice(0, limit) })),
    queueDepth: () => change(({ queue }) => queue.size),
    placeInQueue: (id) =>
      change((copy) => {
        const found = servingOrder(copy, clock.now()).find((each) => each.conversationId === id);
        return found?.place ?? null;
      }),
    claimHandoff: ({ agentId, conversationId, skills, capacity, requestId, leaseMs }) =>
      change((copy) => {
        const mine = [...copy.leases]
          .filter(([kind, lease]) => kind.startsWith('handoff ') && lease.until > clock.now())
          .map(([, lease]) => lease)
          .filter(({ holder }) => holder === agentId);
        const earlier = mine.find(({ request }) => request === requestId);
        if (earlier) return toClaim(earlier);
        if (mine.length >= capacity) return null;
        const next = servingOrder(copy, clock.now()).find((each) =>
          conversationId === undefined
            ? skills === undefined || skills.includes(each.skill)
            : each.conversationId === conversationId,
        );
        if (!next) return null;
        const until = clock.now() + leaseMs;
        return toClaim(
          grant(copy, {
            kind: 'handoff',
            subject: next.conversationId,
            holder: agentId,
            until,
            request: requestId,
          }),
        );
      }),
    settleHandoff: (lease, as) => change((copy) => settleHandoff(copy, lease, as, clock.now())),
  };
}

function modelRecords(change: Change): DocumentStore & AuditStore {
  return {
    getDocument: (collection, id) =>
      change(({ documents }) => {
        const found = documents.get(`${collection}/${id}`);
        return found ? { id, document: found.write.document, etag: found.etag } : null;
      }),
    putDocument: (write) =>
      change((copy) => {
        const etag = putDocument(copy, write);
        return etag === null ? 'changed' : { etag };
      }),
    deleteDocument: (collection, id) =>
      change(({ documents }) => documents.delete(`${collection}/${id}`)),
    listDocuments: ({ collection, index, from, to, limit }) =>
      change(({ documents }) => {
        const rows = [...documents.values()]
          .filter(({ write }) => write.collection === collection)
          .map(({ write, etag }) => ({ write, etag, value: Number(write.indexes?.[index]) }))
          .filter(
            ({ value }) => value >= Number(from ?? -Infinity) && value <= Number(to ?? Infinity),
          )
          .sort((x, y) => x.value - y.value || (x.write.id < y.write.id ? -1 : 1))
          .slice(0, limit);
        return { rows: rows.map(({ write: { id, document }, etag }) => ({ id, document, etag })) };
      }),
    listAudit: ({ limit }) => change(({ audit }) => ({ rows: audit.slice(0, limit) })),
  };
}
