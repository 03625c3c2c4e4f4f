import type { HandoffClaim, QueuedHandoff } from '../../handoff/queue-store.ts';
import type { Page } from '../../kernel/document-store.ts';
import type { ConversationId } from '../../kernel/ids.ts';
import type { LeaseToken } from '../../kernel/lease.ts';
import { writeCursor } from '../cursor.ts';
import type { AuditWire, ConversationWire, DocumentWire, EntryRow, SliceWire } from '../wire.ts';
import { pageLimit } from './requests.ts';

/*
 * The functions' replies. What is in them was written by the functions of the same library, whose headers say what it
 * is: so a reply is given its type here, and not checked again.
 */

/** What the client makes of a reply. */
export type Reply = string | number | null | readonly Reply[];

/** A reply of which the function made JSON. */
export function readJson<Result>(reply: Reply): Result {
  return JSON.parse(String(reply));
}

export function readConversation(reply: Reply): ConversationWire | null {
  if (reply === null) return null;
  const [etag, head, processed, lastAccepted, startedAt, shopperId, state, pending] =
    reply as readonly Reply[];
  const record = { etag, head, processed, lastAccepted, startedAt, shopperId };
  return {
    ...record,
    state: state ?? 'null',
    pending: readEntries(pending),
  } as ConversationWire;
}

export function readSlice(reply: Reply): SliceWire | null {
  if (reply === null) return null;
  const [head, entries] = reply as readonly Reply[];
  return { head: Number(head), entries: readEntries(entries) };
}

export type StreamEntry = readonly [id: string, fields: readonly string[]];

function readEntries(reply: Reply | undefined): readonly EntryRow[] {
  return (reply as readonly StreamEntry[]).map(([id, pairs]) => {
    const fields = readFields(pairs);
    return {
      seq: numberOf(id),
      at: Number(fields['at']),
      kind: fields['kind'] ?? '',
      authorRole: fields['authorRole'] ?? '',
      authorId: fields['authorId'] ?? '',
      authorName: fields['authorName'] ?? null,
      revision: fields['revision'] ?? null,
      body: fields['body'] ?? null,
    };
  });
}

/** `7` of the stream id `7-0`. */
function numberOf(id: string): number {
  return Number.parseInt(id, 10);
}

export function readFields(pairs: readonly string[]): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (let at = 0; at + 1 < pairs.length; at += 2) fields[pairs[at] ?? ''] = pairs[at + 1] ?? '';
  return fields;
}

export function readDocument(reply: Reply, { id }: { readonly id: string }): DocumentWire | null {
  if (reply === null) return null;
  const [etag, document] = reply as readonly [string, string];
  return { id, etag, document };
}

/** The functions read one row more than a page has, to know whether another follows. */
export function readDocumentRows(
  reply: Reply,
  { limit }: { readonly limit: number },
): Page<DocumentWire> {
  const found = (reply as readonly (readonly [string, string, string, string])[]).map(
    ([id, etag, document, value]) => ({ row: { id, etag, document }, cursor: [value, id] }),
  );
  return toPage(found, limit);
}

export function readQueueRows(
  reply: Reply,
  { limit }: { readonly limit: number },
): Page<QueuedHandoff> {
  type QueueRow = QueuedHandoff & { readonly ticket: number };
  const found = readJson<readonly QueueRow[]>(reply).map(({ ticket, ...row }) => ({
    row,
    cursor: [-row.priority * 1e13 + row.waitingSince, ticket],
  }));
  return toPage(found, limit);
}

export function readAuditRows(
  reply: Reply,
  { limit }: { readonly limit: number },
): Page<AuditWire> {
  const found = (reply as readonly StreamEntry[]).map(([id, pairs]) => {
    const { at, actor = '', action = '', subject = '', details = null } = readFields(pairs);
    return { row: { at: Number(at), actor, action, subject, details }, cursor: [numberOf(id)] };
  });
  return toPage(found, limit);
}

interface Found<Row> {
  readonly row: Row;
  readonly cursor: readonly (string | number)[];
}

function toPage<Row>(found: readonly Found<Row>[], asked: number): Page<Row> {
  const limit = Math.min(asked, pageLimit);
  const rows = found.slice(0, limit).map(({ row }) => row);
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, next: writeCursor(last.cursor) };
}

export function readHandoffClaim(reply: Reply): HandoffClaim | null {
  const lease = readJson<LeaseToken | null>(reply);
  // The store made the subject of this lease from a ConversationId.
  return lease && { conversationId: lease.subject as ConversationId, lease };
}
