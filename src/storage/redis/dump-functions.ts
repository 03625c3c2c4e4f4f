import type { RecordOf } from '../copy/store-record.ts';
import { reading } from './functions.ts';
import { decodeIndexValue } from './index-value.ts';
import type { Reply } from './replies.ts';
import { readFields, type StreamEntry } from './replies.ts';

/*
 * The functions of lua/dump.lua. Numbers and JSON come as the library has kept them; copyStore checks each record, so
 * that what is missing or of another kind ends the copy.
 */

export interface Listing<Row> {
  /** `0` at the end. */
  readonly next: string;
  readonly rows: readonly Row[];
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

interface EntriesRequest {
  readonly conversationId: string;
  readonly afterSeq: number;
  readonly limit: number;
}

type Row = readonly (string | null)[];

export const dumpFunctions = {
  names: reading<{ readonly cursor: string; readonly of: 'c' | 'd' }, Listing<string>>(
    'dump_names',
    asIs,
    (reply) => readListing(reply, (name) => String(name)),
  ),
  conversation: reading('dump_conversation', asIs, readConversation),
  entries: reading<EntriesRequest, readonly RecordOf<'entry'>[]>(
    'dump_entries',
    asIs,
    (reply, { conversationId }) =>
      (reply as readonly StreamEntry[]).map((entry) => readEntry(conversationId, entry)),
  ),
  document: reading('dump_document', asIs, readDocument),
  waiting: reading<PageRequest, readonly RecordOf<'waiting'>[]>('dump_waiting', asIs, (reply) =>
    rowsOf(reply).map(([conversationId, kept]) => ({
      ...JSON.parse(String(kept)),
      kind: 'waiting',
      conversationId: String(conversationId),
    })),
  ),
  timers: reading<PageRequest, readonly RecordOf<'timer'>[]>('dump_timers', asIs, (reply) =>
    rowsOf(reply).map(([id, kept, payload]) => {
      const { dueAt, kind } = JSON.parse(String(kept));
      return { kind: 'timer', id: String(id), dueAt, timerKind: kind, payload: String(payload) };
    }),
  ),
  calls: reading<string, Listing<RecordOf<'call'>>>('dump_calls', asIs, (reply) =>
    readListing(reply, (row) => readCall(row as Row)),
  ),
  audit: reading<{ readonly after: number; readonly limit: number }, readonly RecordOf<'audit'>[]>(
    'list_audit',
    asIs,
    (reply) => (reply as readonly StreamEntry[]).map(readAuditLine),
  ),
  numbers: reading<null, RecordOf<'numbers'>>('dump_numbers', asIs, (reply) => {
    const [fence, documentEtag, lastTimeMs] = reply as readonly Reply[];
    return {
      kind: 'numbers',
      fence: Number(fence ?? 0),
      documentEtag: Number(documentEtag ?? 0),
      lastTimeMs: Number(lastTimeMs ?? 0),
    };
  }),
};

function asIs(request: unknown): unknown {
  return request;
}

function rowsOf(reply: Reply): readonly Row[] {
  return reply as readonly Row[];
}

function readListing<Found>(reply: Reply, read: (row: Reply) => Found): Listing<Found> {
  const [next, rows] = reply as readonly [string, readonly Reply[]];
  return { next, rows: rows.map(read) };
}

/** The conversation and its keys, which come in the order of their hash. */
function readConversation(
  reply: Reply,
  id: string,
): readonly (RecordOf<'conversation'> | RecordOf<'key'>)[] {
  const row = reply as Row;
  const [etag, head, processed, lastAccepted, since, attempts, startedAt, shopperId, state] = row;
  // The last one is a list: the client gives it so in both protocols, because the function replies with an array.
  const used = readFields((reply as readonly Reply[])[9] as readonly string[]);
  const keys = Object.entries(used).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      kind: 'conversation',
      id,
      etag: Number(etag),
      head: Number(head),
      processed: Number(processed),
      lastAccepted: Number(lastAccepted),
      pendingSince: numberOrNull(since),
      attempts: Number(attempts ?? 0),
      startedAt: Number(startedAt),
      shopperId: shopperId ?? null,
      state: state ?? 'null',
    },
    ...keys.map(([hash, value]) => readKey(id, hash, value)),
  ];
}

/** `<seq>|<etag>|<call id>|<body hash>` */
function readKey(conversationId: string, hash: string, value: string): RecordOf<'key'> {
  const [seq, etag, , ...rest] = value.split('|');
  const bodyHash = rest.join('|');
  return {
    kind: 'key',
    conversationId,
    hash,
    seq: Number(seq),
    etag: numberOrNull(etag),
    bodyHash: bodyHash === '' ? null : bodyHash,
  };
}

function readEntry(conversationId: string, [id, pairs]: StreamEntry): RecordOf<'entry'> {
  const fields = readFields(pairs);
  return {
    kind: 'entry',
    conversationId,
    seq: Number.parseInt(id, 10),
    at: Number(fields['at']),
    isAccepted: fields['accepted'] === '1',
    entryKind: fields['kind'] ?? '',
    authorRole: fields['authorRole'] ?? '',
    authorId: fields['authorId'] ?? '',
    authorName: fields['authorName'] ?? null,
    revision: fields['revision'] ?? null,
    body: fields['body'] ?? null,
  };
}

function readCall([key, kept, payload, attempts, retryAt]: Row): RecordOf<'call'> {
  const { number, target, isDead = false } = JSON.parse(String(kept));
  return {
    kind: 'call',
    number,
    key: String(key),
    target,
    payload: String(payload),
    attempts: Number(attempts ?? 0),
    retryAt: numberOrNull(retryAt),
    isDead,
  };
}

/** The name is `<length>:<collection>:<id>`, the length in bytes. */
function readDocument(reply: Reply, name: string): RecordOf<'document'> {
  const [etag, document, indexes] = reply as Row;
  const start = name.indexOf(':') + 1;
  const bytes = Buffer.from(name.slice(start));
  const length = Number(name.slice(0, start - 1));
  // An empty list is an empty object to the functions.
  const encoded: readonly [string, string][] = Object.values(JSON.parse(String(indexes)));
  const decoded = encoded.map(([index, value]) => [index, decodeIndexValue(value)] as const);
  return {
    kind: 'document',
    collection: bytes.toString('utf8', 0, length),
    id: bytes.toString('utf8', length + 1),
    etag: Number(etag),
    document: String(document),
    indexes: decoded
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([index, value]) => [index, value]),
  };
}

function readAuditLine([id, pairs]: StreamEntry): RecordOf<'audit'> {
  const { at, actor = '', action = '', subject = '', details = null } = readFields(pairs);
  const number = Number.parseInt(id, 10);
  return { kind: 'audit', number, at: Number(at), actor, action, subject, details };
}

function numberOrNull(text: string | null | undefined): number | null {
  return text === null || text === undefined || text === '' ? null : Number(text);
}
