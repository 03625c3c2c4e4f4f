import type { OutboxStore } from '../conversation/outbox-store.ts';
import type { TimerStore } from '../conversation/timer-store.ts';
import type { TurnStore, WriteHint } from '../conversation/turn-store.ts';
import type { QueueStore } from '../handoff/queue-store.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { createSignal } from '../kernel/signal.ts';
import type { AuditStore } from '../staff/audit-store.ts';
import type { Call } from './calls.ts';
import {
  toAuditLine,
  toColumns,
  toCommitWire,
  toDocument,
  toDocumentWriteWire,
  toEffectWire,
  toEntry,
  toRecord,
  withPayload,
} from './columns.ts';

/**
 * The log and the turns; listeners hear of a write right after the caller does. What other processes write is told
 * to them by `written`.
 */
export function createTurnPort(call: Call, written = createSignal<WriteHint>()): TurnStore {
  const tell = written.emit;
  return {
    async accept({ entry, ...request }) {
      const result = await call('accept', { ...request, entry: toColumns(entry) });
      if (result.kind === 'accepted' && !result.isDuplicate) {
        tell({ conversationId: request.conversationId, head: result.seq });
      }
      return result;
    },
    async commit(turn) {
      const result = await call('commit', toCommitWire(turn));
      if (result.kind === 'committed' && !result.isDuplicate) {
        const added = Math.max(0, turn.entries.length - 1);
        tell({ conversationId: turn.conversationId, head: result.firstSeq + added });
      }
      return result;
    },
    async load(conversationId) {
      const record = await call('load', conversationId);
      return record && toRecord(record);
    },
    async since(conversationId, afterSeq, limit) {
      const slice = await call('since', { conversationId, afterSeq, limit });
      return slice && { entries: slice.entries.map(toEntry), head: slice.head };
    },
    claimPending: (claim) => call('claimPending', claim),
    async erase(conversationId) {
      const { erased, head } = await call('erase', { conversationId });
      if (erased > 0) tell({ conversationId, head });
      return erased;
    },
    onWrite: written.listen,
  };
}

/** Timers, outbox, queue: what is claimed and settled. */
export function createWorkPorts(call: Call): TimerStore & OutboxStore & QueueStore {
  return {
    async claimTimers(claim) {
      return (await call('claimTimers', claim)).map(withPayload);
    },
    settleTimer: async (lease, effects) =>
      call('settleTimer', { lease, effects: effects.map(toEffectWire) }),
    async claimOutbox(claim) {
      return (await call('claimOutbox', claim)).map(withPayload);
    },
    settleOutbox: (lease, outcome) => call('settleOutbox', { lease, outcome }),
    listQueue: (page) => call('listQueue', page),
    queueDepth: () => call('queueDepth', null),
    placeInQueue: (conversationId) => call('placeInQueue', conversationId),
    claimHandoff: (claim) => call('claimHandoff', claim),
    settleHandoff: (lease, as) => call('settleHandoff', { lease, as }),
  };
}

/** Documents and the audit: what is put and listed. */
export function createRecordPorts(call: Call): DocumentStore & AuditStore {
  return {
    async getDocument(collection, id) {
      const found = await call('getDocument', { collection, id });
      return found && toDocument(found);
    },
    putDocument: async (write) => call('putDocument', toDocumentWriteWire(write)),
    deleteDocument: (collection, id) => call('deleteDocument', { collection, id }),
    async listDocuments(query) {
      const { rows, ...page } = await call('listDocuments', query);
      return { rows: rows.map(toDocument), ...page };
    },
    async listAudit(query) {
      const { rows, ...page } = await call('listAudit', query);
      return { rows: rows.map(toAuditLine), ...page };
    },
  };
}
