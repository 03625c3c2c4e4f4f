import type { AftersalesCase } from '../cases/case.ts';
import type { TrackedPromise } from '../cases/promise.ts';
import { listPromises } from '../cases/read-promises.ts';
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

export interface FileCopy {
  readonly fileId: FileId;
  readonly conversationId: ConversationId;
  readonly name: string;
  /** Its place in the archive of the copy. */
  readonly path: string;
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
  readonly promises: readonly TrackedPromise[];
  /** What was sent; copies that were made before are not copied again. */
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
  const promises: TrackedPromise[] = [];
  const files: FileCopy[] = [];
  for (const id of conversationIds) {
    const record = await store.load(id);
    if (record === null) continue;
    const { startedAt, state } = record;
    const entries = (await readLog(store, id)).filter(({ body }) => body !== null);
    conversations.push({ conversationId: id, startedAt, entries, state });
    promises.push(...(await readPromises(store, id)));
    const sent = (await uploads.list(id)).filter(({ isCopy }) => !isCopy);
    for (const { fileId, name, contentType, sizeBytes, at: sentAt } of sent) {
      const path = archivePath(files.length + 1, name);
      files.push({ fileId, conversationId: id, name, path, contentType, sizeBytes, at: sentAt });
    }
  }
  return { shopperId, at, conversations, cases, promises, files };
}

/** What Windows, macOS or a shell would trip over in a name. */
const unsafe = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;
const longestName = 80;

/** Numbered, so that two files of one name stay two. */
function archivePath(place: number, name: string): string {
  const plain = [...name.replace(unsafe, '_').replace(/^\.+/, '_')];
  // The end is kept: it says what kind of file it is.
  return `文件/${String(place).padStart(3, '0')}-${plain.slice(-longestName).join('')}`;
}

async function readPromises(
  store: SubjectStore,
  conversationId: ConversationId,
): Promise<readonly TrackedPromise[]> {
  const promises: TrackedPromise[] = [];
  let after: string | undefined;
  do {
    const page = { limit: pageLength, ...(after === undefined ? {} : { after }) };
    const found = await listPromises(store, { conversationId }, page);
    promises.push(...found.rows);
    after = found.next;
  } while (after !== undefined);
  return promises;
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
