import { commitAct } from '../../src/conversation/commit-act.ts';
import type { NewEntry, UploadedFile } from '../../src/conversation/log-entry.ts';
import type { OutboxCall } from '../../src/conversation/outbox-store.ts';
import { createUploadRecords } from '../../src/conversation/upload-records.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { sha256 } from '../../src/kernel/hash.ts';
import { type FileId, parseFileId } from '../../src/kernel/ids.ts';
import { exportHtml } from '../../src/privacy/export-html.ts';
import { exportJson } from '../../src/privacy/export-json.ts';
import { readSubject } from '../../src/privacy/subject-record.ts';
import { type PrivacyActDeps, privacyPayload } from './privacy-acts.ts';

interface ExportDeps extends Omit<PrivacyActDeps, 'tell'> {
  readonly tellExport: (files: readonly UploadedFile[]) => NewEntry;
}

/**
 * Makes the copy that a shopper asked for, as two files of their conversation: they open by links that expire, are
 * found by the next copy and go with the conversation. It may be made twice: the files' ids come from the receipt's
 * number, and the message is committed once.
 */
export function createExportCall(deps: ExportDeps): (call: OutboxCall) => Promise<void> {
  const { store, files, clock, tellExport } = deps;
  const records = createUploadRecords(store);
  return async ({ payload }) => {
    const { conversationId, receiptId, actor } = privacyPayload.parse(payload);
    const at = clock.now();
    const record = await readSubject(store, conversationId, at);
    const copies = [
      {
        name: '我的个人信息.html',
        contentType: 'text/html; charset=utf-8',
        text: exportHtml(record),
      },
      { name: '我的个人信息.json', contentType: 'application/json', text: exportJson(record) },
    ];
    const kept: UploadedFile[] = [];
    for (const { name, contentType, text } of copies) {
      const bytes = Buffer.from(text);
      const fileId = fileIdOf(`${receiptId}:${name}`);
      const file = { fileId, name, contentType, sizeBytes: bytes.byteLength };
      await records.add(file, { conversationId, keyHash: sha256(receiptId), at });
      // A copy of an attempt that was cut off is older than this one.
      await files.remove(fileId);
      await files.put(fileId, bytes);
      kept.push(file);
    }
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

function fileIdOf(seed: string): FileId {
  const fileId = parseFileId(sha256(`export:${seed}`).slice(0, 32));
  if (fileId === null) throw new AppError('INTERNAL', 'a hash made no file id');
  return fileId;
}
