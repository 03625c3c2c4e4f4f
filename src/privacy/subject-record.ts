import type { AftersalesCase } from '../cases/case.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import { createUploadRecords } from '../conversation/upload-records.ts';
import type { ConversationId, FileId, ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { findSubject, type SubjectStore } from './subject.ts';

interface ConversationCopy {
  readonly conversationId: ConversationId;
  readonly startedAt: number;
  readonly entries: readonly LogEntry[];
  /** Where the bot stands in it. */
  readonly state: Json;
}

interface FileCopy {
  readonly fileId: FileId;
  readonly conversationId: ConversationId;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly at: number;
}

/** All that is kept about somebody, as it stands. */
export interface SubjectRecord {
  readonly shopperId: ShopperId | null;
  /** Epoch ms of the copy. */
  readonly at: number;
  readonly conversations: readonly ConversationCopy[];
  readonly cases: readonly AftersalesCase[];
  readonly files: readonly FileCopy[];
}

const pageLength = 200;

/** Reads everything that the stores hold about whom a conversation belongs to. */
export async function readSubject(
  store: SubjectStore & Parameters<typeof createUploadRecords>[0],
  conversationId: ConversationId,
  at: number,
): Promise<SubjectRecord> {
  const { shopperId, conversationIds, cases } = await findSubject(store, conversationId);
  const uploads = createUploadRecords(store);
  const conversations: ConversationCopy[] = [];
  const files: FileCopy[] = [];
  for (const id of conversationIds) {
    const record = await store.load(id);
    if (record === null) continue;
    const { startedAt, state } = record;
    const entries = (await readLog(store, id)).filter(({ body }) => body !== null);
    conversations.push({ conversationId: id, startedAt, entries, state });
    for (const { fileId, name, contentType, sizeBytes, at: sentAt } of await uploads.list(id))
      files.push({ fileId, conversationId: id, name, contentType, sizeBytes, at: sentAt });
  }
  return { shopperId, at, conversations, cases, files };
}

async function readLog(
  store: Pick<SubjectStore, 'since'>,
  conversationId: ConversationId,
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const slice = await store.since(conversationId, entries.at(-1)?.seq ?? 0, pageLength);
    if (slice === null || slice.entries.length === 0) return entries;
    entries.push(...slice.entries);
  }
}
