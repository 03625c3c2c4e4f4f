import type { RecordOf, StoreRecord } from '../copy/store-record.ts';
import type { CopyStatements } from './copy-statements.ts';

/** Adds one record to a database that is being filled, inside the caller's transaction. */
export function loadRecord(sql: CopyStatements, record: StoreRecord): void {
  switch (record.kind) {
    case 'conversation':
      loadConversation(sql, record);
      return;
    case 'key': {
      const { conversationId, hash, seq, etag, bodyHash } = record;
      sql.addKey.run(conversationId, Buffer.from(hash, 'base64url'), seq, etag, bodyHash);
      return;
    }
    case 'entry':
      loadEntry(sql, record);
      return;
    case 'waiting': {
      const { conversationId, skill, priority, waitingSince, ticket } = record;
      sql.addWaiting.run(conversationId, skill, priority, waitingSince, ticket);
      return;
    }
    case 'timer':
      sql.addTimer.run(record.id, record.dueAt, record.timerKind, record.payload);
      return;
    case 'call': {
      const { number, key, target, payload, attempts, retryAt, isDead } = record;
      sql.addCall.run(number, key, target, payload, attempts, retryAt ?? 0, isDead ? 1 : 0);
      return;
    }
    case 'document':
      loadDocument(sql, record);
      return;
    case 'audit': {
      const { number, at, actor, action, subject, details } = record;
      sql.addAudit.run(number, at, actor, action, subject, details);
      return;
    }
    case 'numbers':
      sql.setNumber.run('fence', record.fence);
      sql.setNumber.run('document_etag', record.documentEtag);
      sql.setNumber.run('last_time', record.lastTimeMs);
      return;
    default:
      record satisfies never;
  }
}

function loadConversation(sql: CopyStatements, record: RecordOf<'conversation'>): void {
  sql.addConversation.run(
    record.id,
    record.etag,
    record.head,
    record.processed,
    record.lastAccepted,
    record.pendingSince,
    record.attempts,
    record.startedAt,
    record.shopperId,
    record.state,
  );
}

function loadEntry(sql: CopyStatements, record: RecordOf<'entry'>): void {
  sql.addEntry.run(
    record.conversationId,
    record.seq,
    record.at,
    record.isAccepted ? 1 : 0,
    record.entryKind,
    record.authorRole,
    record.authorId,
    record.authorName,
    record.revision,
    record.body,
  );
}

function loadDocument(sql: CopyStatements, record: RecordOf<'document'>): void {
  const { collection, id, etag, document, indexes } = record;
  sql.addDocument.run(collection, id, etag, document);
  for (const [name, value] of indexes) sql.addIndex.run(collection, name, value, id);
}
