import { commitAct } from '../../src/conversation/commit-act.ts';
import type { FileStore } from '../../src/conversation/file-store.ts';
import type { NewEntry, UploadedFile } from '../../src/conversation/log-entry.ts';
import type { OutboxCall } from '../../src/conversation/outbox-store.ts';
import { createUploadRecords } from '../../src/conversation/upload-records.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { sha256 } from '../../src/kernel/hash.ts';
import { type ConversationId, type FileId, parseFileId } from '../../src/kernel/ids.ts';
import { archiveGroups, fileEntries } from '../../src/privacy/archive-copy.ts';
import { exportHtml } from '../../src/privacy/export-html.ts';
import { exportJson } from '../../src/privacy/export-json.ts';
import type { ExportWords } from '../../src/privacy/export-words.ts';
import { readSubject, type SubjectRecord } from '../../src/privacy/subject-record.ts';
import { zipCopy } from '../../src/privacy/zip-copy.ts';
import { type PrivacyActDeps, privacyPayload } from './privacy-acts.ts';

interface ExportDeps extends Omit<PrivacyActDeps, 'tell' | 'erasures'> {
  readonly tellExport: (files: readonly UploadedFile[]) => NewEntry;
  readonly words: () => ExportWords;
}

/**
 * Makes the copy that a shopper asked for, as files of their conversation: a page, JSON, and archives with what they
 * sent. They open by links that expire, take the place of an earlier copy and go with the conversation. It may be made
 * twice: the files' ids come from the receipt's number, and the message is committed once.
 */
export function createExportCall(deps: ExportDeps): (call: OutboxCall) => Promise<void> {
  const { store, clock, tellExport, words } = deps;
  return async ({ payload }) => {
    const { conversationId, receiptId, actor } = privacyPayload.parse(payload);
    const at = clock.now();
    const record = await readSubject(store, conversationId, at);
    const kept: UploadedFile[] = [];
    for await (const { name, contentType, bytes } of copyFiles(deps.files, record, words())) {
      const fileId = fileIdOf(`${receiptId}:${name}`);
      const file = { fileId, name, contentType, sizeBytes: bytes.byteLength };
      await keepCopy(deps, file, { bytes, conversationId, keyHash: sha256(receiptId), at });
      kept.push(file);
    }
    await removeEarlier(deps, record, new Set(kept.map(({ fileId }) => fileId)));
    await commitAct(store, {
      conversationId,
      key: `privacy-export:${receiptId}`,
      asked: null,
      decide(_record, { owner }) {
        // The bot has no voice while an agent speaks: the call is made again.
        if (owner.kind === 'agent')
          throw new AppError('EPOCH_PASSED', `an agent has '${conversationId}': told afterwards`);
        const note = { actor, action: 'privacy.export', subject: receiptId };
        return { entries: [tellExport(kept)], effects: [{ kind: 'audit', note }] };
      },
    });
  };
}

interface MadeFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** One after the other, so that no more than one archive is in memory. */
async function* copyFiles(
  files: FileStore,
  record: SubjectRecord,
  words: ExportWords,
): AsyncGenerator<MadeFile> {
  const page = Buffer.from(exportHtml(record, words));
  yield { name: '我的个人信息.html', contentType: 'text/html; charset=utf-8', bytes: page };
  const json = Buffer.from(exportJson(record));
  yield { name: '我的个人信息.json', contentType: 'application/json', bytes: json };
  const groups = archiveGroups(record.files);
  for (const [at, group] of groups.entries()) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of zipCopy(fileEntries(files, group))) chunks.push(chunk);
    const number = groups.length > 1 ? `-${at + 1}` : '';
    yield {
      name: `我发过的文件${number}.zip`,
      contentType: 'application/zip',
      bytes: Buffer.concat(chunks),
    };
  }
}

interface CopyOf {
  readonly bytes: Uint8Array;
  readonly conversationId: ConversationId;
  readonly keyHash: string;
  readonly at: number;
}

async function keepCopy(
  { store, files }: Pick<ExportDeps, 'store' | 'files'>,
  file: UploadedFile,
  { bytes, ...of }: CopyOf,
): Promise<void> {
  await createUploadRecords(store).add(file, { ...of, isCopy: true });
  // A copy of an attempt that was cut off is older than this one.
  await files.remove(file.fileId);
  await files.put(file.fileId, bytes);
}

/** Copies of before: nobody needs two, and each holds everything. */
async function removeEarlier(
  { store, files }: Pick<ExportDeps, 'store' | 'files'>,
  { conversations }: SubjectRecord,
  kept: ReadonlySet<FileId>,
): Promise<void> {
  const records = createUploadRecords(store);
  for (const { conversationId } of conversations) {
    const copies = (await records.list(conversationId)).filter(({ isCopy }) => isCopy);
    for (const { fileId } of copies.filter((one) => !kept.has(one.fileId))) {
      await files.remove(fileId);
      await records.remove(fileId);
    }
  }
}

function fileIdOf(seed: string): FileId {
  const fileId = parseFileId(sha256(`export:${seed}`).slice(0, 32));
  if (fileId === null) throw new AppError('INTERNAL', 'a hash made no file id');
  return fileId;
}
