import type { PendingClaim, TurnStore } from '../../conversation/turn-store.ts';
import type { ConversationId, ShopperId } from '../../kernel/ids.ts';
import type {
  ConversationWire,
  EntryRow,
  ErasedWire,
  EraseWire,
  SinceWire,
  SliceWire,
} from '../wire.ts';
import { grantLease } from './lease.ts';
import { withdrawOutbox } from './outbox.ts';
import { leaveQueue } from './queue.ts';
import { allRows, firstRow, type Statements } from './statements.ts';

/** As the port says: a turn that is behind sees this much of what waits. */
const pendingLimit = 16;
const sliceLimit = 200;

interface RecordRow {
  readonly number: number;
  readonly etag: number;
  readonly head: number;
  readonly processed: number;
  readonly lastAccepted: number;
  readonly state: string;
  readonly shopperId: ShopperId | null;
  readonly startedAt: number;
}

/** State, place in the log, and what waits for its turn. */
export function loadConversation(sql: Statements, id: ConversationId): ConversationWire | null {
  const row = firstRow<RecordRow>(sql.turn.readConversation, id);
  if (row === undefined) return null;
  const { number, etag, ...columns } = row;
  const { processed, lastAccepted } = columns;
  const pending =
    lastAccepted > processed
      ? allRows<EntryRow>(sql.turn.pendingEntries, number, processed, pendingLimit)
      : [];
  return { ...columns, etag: String(etag), pending };
}

/** The log from a place on. */
export function readSince(sql: Statements, request: SinceWire): SliceWire | null {
  const row = firstRow<{ number: number; head: number }>(
    sql.turn.findConversation,
    request.conversationId,
  );
  if (row === undefined) return null;
  const limit = Math.min(request.limit, sliceLimit);
  if (request.afterSeq >= row.head) return { entries: [], head: row.head };
  const entries = allRows<EntryRow>(sql.turn.entriesAfter, row.number, request.afterSeq, limit);
  return { entries, head: row.head };
}

/** Hands out conversations whose messages have waited too long: their node has died in the middle. */
export function claimPending(
  sql: Statements,
  claim: Parameters<TurnStore['claimPending']>[0],
  now: number,
): readonly PendingClaim[] {
  const { holder, leaseMs, idleForMs, limit } = claim;
  const rows = allRows<{ id: ConversationId }>(
    sql.turn.claimablePending,
    now - idleForMs,
    now,
    limit,
  );
  return rows.map(({ id }) => ({
    conversationId: id,
    lease: grantLease(sql, { kind: 'pending', subject: id, holder, until: now + leaseMs }),
    attempt: countAttempt(sql, id),
  }));
}

function countAttempt(sql: Statements, id: ConversationId): number {
  const counted = firstRow<{ attempt: number }>(sql.turn.countPendingAttempt, id);
  if (counted === undefined)
    throw new Error(`the conversation ${id} went away while it was claimed`);
  return counted.attempt;
}

/**
 * Blanks everything a person said or was told, and whose it was; nobody waits for an agent in it any more, and no other
 * system is called for it.
 * Returns how many entries, and the head for the hint.
 */
export function eraseConversation(sql: Statements, { conversationId }: EraseWire): ErasedWire {
  const row = firstRow<{ number: number; head: number }>(sql.turn.findConversation, conversationId);
  if (row === undefined) return { erased: 0, head: 0 };
  const { changes } = sql.turn.eraseEntries.run(row.number);
  sql.turn.eraseBodyHashes.run(row.number);
  sql.turn.eraseConversation.run(row.number);
  leaveQueue(sql, conversationId);
  withdrawOutbox(sql, conversationId);
  return { erased: Number(changes), head: row.head };
}
