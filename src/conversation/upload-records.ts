import { z } from 'zod';
import type { DocumentStore, StoredDocument } from '../kernel/document-store.ts';
import {
  type ConversationId,
  type FileId,
  parseConversationId,
  parseFileId,
} from '../kernel/ids.ts';
import type { UploadedFile } from './log-entry.ts';

const collection = 'upload';

function readConversationId(text: string, context: z.RefinementCtx): ConversationId {
  const id = parseConversationId(text);
  if (id !== null) return id;
  context.addIssue({ code: 'custom', message: 'not an id' });
  return z.NEVER;
}

const uploadRecord = z.object({
  conversationId: z.string().transform(readConversationId),
  /** Hash of the message's key: a retry does not count against its own quota. */
  keyHash: z.string(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.number(),
  /** Epoch milliseconds; absent in older records. */
  at: z.number().default(0),
  /** Made by us for the shopper, and so neither part of their quota nor of the next copy. */
  isCopy: z.literal(true).exactOptional(),
});

export type UploadRecord = z.infer<typeof uploadRecord>;

interface ListedRecord extends UploadRecord {
  readonly fileId: FileId;
}

/** Which file belongs to which conversation, and what it is called. */
export function createUploadRecords(store: DocumentStore) {
  return {
    /** All of a conversation: its quota keeps them few. */
    async list(conversationId: ConversationId): Promise<readonly ListedRecord[]> {
      const { rows } = await store.listDocuments({
        collection,
        index: 'conversation',
        from: conversationId,
        to: conversationId,
        limit: 200,
      });
      return rows.flatMap((row) => {
        const fileId = parseFileId(row.id);
        return fileId === null ? [] : [{ ...readRecord(row), fileId }];
      });
    },
    async find(fileId: FileId): Promise<UploadRecord | null> {
      const found = await store.getDocument(collection, fileId);
      return found === null ? null : readRecord(found);
    },
    async add(
      file: UploadedFile,
      of: Pick<UploadRecord, 'conversationId' | 'keyHash' | 'at' | 'isCopy'>,
    ) {
      const { fileId, name, contentType, sizeBytes } = file;
      await store.putDocument({
        collection,
        id: fileId,
        document: { ...of, name, contentType, sizeBytes },
        indexes: { conversation: of.conversationId },
      });
    },
    async remove(fileId: FileId): Promise<void> {
      await store.deleteDocument(collection, fileId);
    },
  };
}

function readRecord({ document }: StoredDocument): UploadRecord {
  return uploadRecord.parse(document);
}
