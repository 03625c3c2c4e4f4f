import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { RecordOf, StoreRecord } from '../copy/store-record.ts';
import type { CopyStatements } from './copy-statements.ts';
import { allRows, firstRow } from './statements.ts';

/** Rows in memory at once. */
const portion = 200;

/** Everything in the database, as records. */
export function* dumpDatabase(sql: CopyStatements): Iterable<StoreRecord> {
  yield* dumpConversations(sql);
  for (const row of eachRow<Row<'waiting'>>(sql.waiting, [-1], ({ ticket }) => [ticket])) {
    yield { kind: 'waiting', ...row };
  }
  for (const row of eachRow<Row<'timer'>>(sql.timers, [''], ({ id }) => [id])) {
    yield { kind: 'timer', ...row };
  }
  yield* dumpCalls(sql);
  yield* dumpDocuments(sql);
  for (const row of eachRow<Row<'audit'>>(sql.audit, [-1], ({ number }) => [number])) {
    yield { kind: 'audit', ...row };
  }
  yield dumpNumbers(sql);
}

type Row<Kind extends StoreRecord['kind']> = Omit<RecordOf<Kind>, 'kind'>;

/** Walks through a statement whose first parameters are the key of the last row seen, and whose last is a limit. */
function* eachRow<Found>(
  statement: StatementSync,
  start: readonly SQLInputValue[],
  keyOf: (row: Found) => readonly SQLInputValue[],
): Iterable<Found> {
  for (let after = start; ; ) {
    const rows = allRows<Found>(statement, ...after, portion);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < portion) return;
    after = keyOf(last);
  }
}

type ConversationRow = Row<'conversation'> & { readonly number: number };
type KeyRow = Omit<Row<'key'>, 'hash' | 'conversationId'> & { readonly hash: Uint8Array };
type EntryRow = Omit<Row<'entry'>, 'isAccepted' | 'conversationId'> & {
  readonly isAccepted: number;
};

function* dumpConversations(sql: CopyStatements): Iterable<StoreRecord> {
  const conversations = eachRow<ConversationRow>(sql.conversations, [-1], (row) => [row.number]);
  for (const { number, ...row } of conversations) {
    const conversationId = row.id;
    yield { kind: 'conversation', ...row };
    const keys = allRows<KeyRow>(sql.keys, number).map((key) => ({
      ...key,
      hash: Buffer.from(key.hash).toString('base64url'),
    }));
    for (const key of keys.sort((a, b) => (a.hash < b.hash ? -1 : 1))) {
      yield { kind: 'key', conversationId, ...key };
    }
    const entries = eachRow<EntryRow>(sql.entries, [number, 0], ({ seq }) => [number, seq]);
    for (const entry of entries) {
      yield { kind: 'entry', conversationId, ...entry, isAccepted: entry.isAccepted === 1 };
    }
  }
}

type CallRow = Omit<Row<'call'>, 'retryAt' | 'isDead'> & {
  readonly dueAt: number;
  readonly isDead: number;
};

function* dumpCalls(sql: CopyStatements): Iterable<StoreRecord> {
  for (const { dueAt, isDead, ...call } of eachRow<CallRow>(sql.calls, [-1], (row) => [
    row.number,
  ])) {
    const waits = dueAt > 0 && isDead === 0;
    yield { kind: 'call', ...call, retryAt: waits ? dueAt : null, isDead: isDead === 1 };
  }
}

function* dumpDocuments(sql: CopyStatements): Iterable<StoreRecord> {
  const documents = eachRow<Omit<Row<'document'>, 'indexes'>>(
    sql.documents,
    ['', ''],
    ({ collection, id }) => [collection, id],
  );
  for (const document of documents) {
    const { collection, id } = document;
    const indexes = allRows<{ name: string; value: string | number }>(sql.indexes, collection, id);
    yield {
      kind: 'document',
      ...document,
      // Adding 0 makes one zero of the two.
      indexes: indexes.map(({ name, value }) => [
        name,
        typeof value === 'number' ? value + 0 : value,
      ]),
    };
  }
}

function dumpNumbers(sql: CopyStatements): RecordOf<'numbers'> {
  const rows = allRows<{ name: string; value: number }>(sql.numbers);
  const { fence = 0, document_etag: documentEtag = 0 } = Object.fromEntries(
    rows.map(({ name, value }) => [name, value]),
  );
  const lastTimeMs = firstRow<{ at: number | null }>(sql.lastTime)?.at ?? 0;
  return { kind: 'numbers', fence, documentEtag, lastTimeMs };
}
