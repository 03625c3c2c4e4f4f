import { hash } from 'node:crypto';
import type { AcceptResult, CommitResult } from '../../conversation/turn-store.ts';
import { AppError } from '../../kernel/errors.ts';
import type { LeaseToken } from '../../kernel/lease.ts';
import type { AcceptWire, CommitWire, EffectWire, EntryColumns } from '../wire.ts';
import { applyEffects } from './effects.ts';
import { isLeaseHeld } from './lease.ts';
import { firstRow, type Statements } from './statements.ts';

interface ConversationRow {
  readonly number: number;
  readonly etag: number;
  readonly head: number;
  readonly processed: number;
  readonly lastAccepted: number;
  readonly pendingSince: number | null;
}

interface KeyRow {
  readonly seq: number;
  readonly etag: number | null;
  readonly bodyHash: string | null;
}

/** Appends the shopper's message, or finds that it is there already. */
export function acceptMessage(sql: Statements, request: AcceptWire, now: number): AcceptResult {
  const conversation = firstRow<ConversationRow>(sql.turn.findConversation, request.conversationId);
  if (conversation === undefined) return { kind: 'unknown' };
  const keyHash = hashKey('accept', request.key);
  const used = firstRow<KeyRow>(sql.turn.findKey, conversation.number, keyHash);
  if (used !== undefined) {
    return isSameBody(used, request)
      ? { kind: 'accepted', seq: used.seq, isDuplicate: true }
      : { kind: 'conflict' };
  }
  const seq = conversation.head + 1;
  addEntry(sql, conversation.number, { seq, now, isAccepted: true }, request.entry);
  sql.turn.addKey.run(conversation.number, keyHash, seq, null, request.bodyHash);
  sql.turn.noteAccepted.run(conversation.number, seq, now);
  return { kind: 'accepted', seq, isDuplicate: false };
}

/** Lands a turn with everything that belongs to it, or says why not. */
export function commitTurn(sql: Statements, turn: CommitWire, now: number): CommitResult {
  const found = firstRow<ConversationRow>(sql.turn.findConversation, turn.conversationId);
  const keyHash = hashKey('commit', turn.key);
  const refusal =
    (found && findRepeat(sql, turn, { conversation: found.number, keyHash })) ??
    findLostLease(sql, turn) ??
    findMovedLog(turn, found);
  if (refusal !== undefined) return refusal;

  const conversation = found ?? beginConversation(sql, turn, now);
  const firstSeq = conversation.head + (turn.entries.length > 0 ? 1 : 0);
  const etag = conversation.etag + 1;
  turn.entries.forEach((entry, offset) => {
    const seq = conversation.head + 1 + offset;
    addEntry(sql, conversation.number, { seq, now, isAccepted: false }, entry);
  });
  sql.turn.addKey.run(conversation.number, keyHash, firstSeq, etag, turn.bodyHash ?? null);
  saveTurn(sql, turn, conversation, etag);
  applyEffects(sql, turn.effects, {
    now,
    conversation: { id: turn.conversationId, number: conversation.number, isNew: !found },
  });
  return { kind: 'committed', firstSeq, etag: String(etag), isDuplicate: false };
}

/** A key that was used gets the answer it got the first time, unless it asks for something else now. */
function findRepeat(
  sql: Statements,
  turn: CommitWire,
  { conversation, keyHash }: { readonly conversation: number; readonly keyHash: Uint8Array },
): CommitResult | undefined {
  const used = firstRow<KeyRow>(sql.turn.findKey, conversation, keyHash);
  if (used === undefined) return undefined;
  if (!isSameBody(used, turn)) return { kind: 'conflict' };
  return { kind: 'committed', firstSeq: used.seq, etag: String(used.etag), isDuplicate: true };
}

/** Where a body hash was erased or never given, the key alone tells that it was here. */
function isSameBody(used: KeyRow, { bodyHash }: { readonly bodyHash?: string }): boolean {
  return used.bodyHash === null || bodyHash === undefined || used.bodyHash === bodyHash;
}

function findLostLease(sql: Statements, turn: CommitWire): CommitResult | undefined {
  const { lease } = turn;
  if (lease && !isOwnLease(sql, turn, lease)) return { kind: 'fenced' };
  return turn.effects.some((effect) => hasLostClaim(sql, effect)) ? { kind: 'fenced' } : undefined;
}

function hasLostClaim(sql: Statements, effect: EffectWire): boolean {
  if (effect.kind === 'handoff.settle') return !isLeaseHeld(sql, 'handoff', effect.lease);
  return effect.kind === 'timer.settle' && !isLeaseHeld(sql, 'timer', effect.lease);
}

function isOwnLease(sql: Statements, turn: CommitWire, lease: LeaseToken): boolean {
  return lease.subject === turn.conversationId && isLeaseHeld(sql, 'pending', lease);
}

function findMovedLog(
  turn: CommitWire,
  conversation: ConversationRow | undefined,
): CommitResult | undefined {
  const etag = conversation === undefined ? null : String(conversation.etag);
  if (turn.etag !== etag) return { kind: 'stale' };
  const head = conversation?.head ?? 0;
  if (turn.ifHead !== undefined && head > turn.ifHead) return { kind: 'head-moved', head };
  return undefined;
}

function beginConversation(sql: Statements, turn: CommitWire, now: number): ConversationRow {
  const row = firstRow<{ number: number }>(sql.turn.addConversation, turn.conversationId, now);
  if (row === undefined) throw new Error('the conversation was not written');
  return {
    number: row.number,
    etag: 0,
    head: 0,
    processed: 0,
    lastAccepted: 0,
    pendingSince: null,
  };
}

function saveTurn(
  sql: Statements,
  turn: CommitWire,
  conversation: ConversationRow,
  etag: number,
): void {
  const { number, head, processed } = conversation;
  const upTo = Math.max(processed, turn.processedUpTo ?? 0);
  if (upTo > head) {
    throw new AppError(
      'INTERNAL',
      `processedUpTo ${upTo} is beyond the head ${head} of ${turn.conversationId}: give the seq of an entry that was loaded`,
    );
  }
  const pendingSince = findPendingSince(sql, conversation, upTo);
  const state = turn.state;
  sql.turn.saveTurn.run(number, etag, head + turn.entries.length, upTo, pendingSince, state);
  // Nothing left to do: another may have it at once, and until then the token stays good.
  if (turn.lease && pendingSince === null) {
    sql.lease.setUntil.run('pending', turn.conversationId, 0);
  }
}

function findPendingSince(
  sql: Statements,
  conversation: ConversationRow,
  processed: number,
): number | null {
  if (processed >= conversation.lastAccepted) return null;
  if (processed === conversation.processed) return conversation.pendingSince;
  const { number } = conversation;
  return firstRow<{ at: number }>(sql.turn.oldestPendingTime, number, processed)?.at ?? null;
}

interface EntryPlace {
  readonly seq: number;
  readonly now: number;
  readonly isAccepted: boolean;
}

function addEntry(
  sql: Statements,
  conversation: number,
  place: EntryPlace,
  entry: EntryColumns,
): void {
  sql.turn.addEntry.run(
    conversation,
    place.seq,
    place.now,
    place.isAccepted ? 1 : 0,
    entry.kind,
    entry.authorRole,
    entry.authorId,
    entry.authorName,
    entry.revision,
    entry.body,
  );
}

/** Messages and turns count their keys apart, so that no shopper can use up the key of a turn. */
function hashKey(call: 'accept' | 'commit', key: string): Uint8Array {
  return hash('sha256', `${call}:${key}`, 'buffer');
}
