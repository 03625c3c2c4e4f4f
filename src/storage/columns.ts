import type { Effect } from '../conversation/effect.ts';
import type { LogEntry, NewEntry } from '../conversation/log-entry.ts';
import type { ConversationRecord, TurnCommit } from '../conversation/turn-store.ts';
import type { DocumentWrite, StoredDocument } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { AuditLine } from '../staff/audit-store.ts';
import type {
  AuditWire,
  CommitWire,
  ConversationWire,
  DocumentWire,
  DocumentWriteWire,
  EffectWire,
  EntryColumns,
  EntryRow,
} from './wire.ts';

/** An entry as columns. */
export function toColumns({ kind, author, body, revision }: NewEntry): EntryColumns {
  return {
    kind,
    authorRole: author.role,
    authorId: author.id,
    authorName: author.name ?? null,
    revision: revision ?? null,
    body: JSON.stringify(body),
  };
}

/** Columns as an entry; what was absent is absent again. */
export function toEntry(row: EntryRow): LogEntry {
  const { authorRole, authorId, authorName, revision, body, ...rest } = row;
  const name = authorName === null ? {} : { name: authorName };
  const entry = {
    ...rest,
    author: { role: authorRole, id: authorId, ...name },
    ...(revision === null ? {} : { revision }),
    body: body === null ? null : JSON.parse(body),
  };
  // The row was written by toColumns from a NewEntry, so its kind, role and revision are of those types.
  return entry as LogEntry;
}

/** A commit with its JSON as text. */
export function toCommitWire({ state, entries, effects, ...turn }: TurnCommit): CommitWire {
  return {
    ...turn,
    state: state === undefined ? null : JSON.stringify(state),
    entries: entries.map(toColumns),
    effects: effects.map(toEffectWire),
  };
}

/** An effect with its JSON as text. */
export function toEffectWire(effect: Effect): EffectWire {
  switch (effect.kind) {
    case 'timer.set':
      return {
        ...effect,
        timer: { ...effect.timer, payload: JSON.stringify(effect.timer.payload) },
      };
    case 'document.put':
      return { ...effect, write: toDocumentWriteWire(effect.write) };
    case 'outbox.put':
      return {
        ...effect,
        request: { ...effect.request, payload: JSON.stringify(effect.request.payload) },
      };
    case 'audit':
      return { ...effect, note: { ...effect.note, details: toJsonText(effect.note.details) } };
    default:
      return effect;
  }
}

function toJsonText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** A document write with its JSON as text. */
export function toDocumentWriteWire(write: DocumentWrite): DocumentWriteWire {
  const { collection, id, document, indexes = {}, ifMatch } = write;
  for (const [name, value] of Object.entries(indexes)) {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new AppError(
        'INTERNAL',
        `index ${name} of ${collection}/${id} is ${value}, not a number`,
      );
    }
  }
  return {
    collection,
    id,
    document: JSON.stringify(document),
    indexes: Object.entries(indexes),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

/** A conversation with its JSON read. */
export function toRecord({ state, pending, ...record }: ConversationWire): ConversationRecord {
  return { ...record, state: JSON.parse(state), pending: pending.map(toEntry) };
}

/** A document with its JSON read. */
export function toDocument({ id, document, etag }: DocumentWire): StoredDocument {
  return { id, document: JSON.parse(document), etag };
}

/** A line of the audit with its JSON read. */
export function toAuditLine({ details, ...line }: AuditWire): AuditLine {
  return details === null ? line : { ...line, details: JSON.parse(details) };
}

/** What holds JSON in `payload`, read. */
export function withPayload<Row extends { readonly payload: string }>(row: Row) {
  return { ...row, payload: JSON.parse(row.payload) };
}
