import type { UploadedFile } from '../../../src/conversation/log-entry.ts';
import { createUploadRecords } from '../../../src/conversation/upload-records.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { sha256 } from '../../../src/kernel/hash.ts';
import { type ConversationId, parseFileId } from '../../../src/kernel/ids.ts';
import { activityId } from '../render-activity.ts';
import { acceptEntry, type PostedMessage } from './accept-activity.ts';
import type { CheckedFile } from './check-file.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createCheckQuota } from './upload-quota.ts';

interface Upload extends Omit<PostedMessage, 'files'> {
  readonly files: readonly CheckedFile[];
}

/** Takes a message with files: first the files are durable, then the message that names them. Returns its id. */
export function createAcceptUpload(deps: DirectLineDeps) {
  const records = createUploadRecords(deps.store);
  const checkQuota = createCheckQuota(deps);
  // One upload of a conversation at a time, or two could pass the quota side by side.
  const inOrder = createKeyedQueue<ConversationId>();

  async function keep({ claims, key, files }: Upload): Promise<readonly UploadedFile[]> {
    const { conversationId } = claims;
    const of = { conversationId, keyHash: sha256(key), at: deps.clock.now() };
    await checkQuota({ ...of, sizes: files.map(({ sizeBytes }) => sizeBytes) });
    const kept: UploadedFile[] = [];
    try {
      for (const { bytes, name, contentType, sizeBytes } of files) {
        const fileId = parseFileId(deps.newId());
        if (fileId === null) throw new AppError('INTERNAL', 'newId made no file id');
        const file = { fileId, name, contentType, sizeBytes };
        kept.push(file);
        await records.add(file, of);
        await deps.files.put(fileId, bytes);
      }
    } catch (error) {
      await discard(kept);
      throw error;
    }
    return kept;
  }

  async function discard(files: readonly UploadedFile[]): Promise<void> {
    for (const { fileId } of files) {
      await deps.files.remove(fileId);
      await records.remove(fileId);
    }
  }

  async function acceptWith(kept: readonly UploadedFile[], upload: Upload): Promise<number> {
    const files = kept.map((file, at) => ({ file, digest: upload.files[at]?.digest ?? '' }));
    try {
      const { seq, isDuplicate } = await acceptEntry(deps, { ...upload, files });
      // A retry: the log names the files of the first time.
      if (isDuplicate) await discard(kept);
      return seq;
    } catch (error) {
      if (isSurelyRefused(error)) await discard(kept);
      throw error;
    }
  }

  async function take(upload: Upload): Promise<string> {
    const { conversationId } = upload.claims;
    if ((await deps.store.since(conversationId, 0, 1)) === null)
      throw new AppError('CONVERSATION_UNKNOWN', `no conversation ${conversationId}`);
    const seq = await acceptWith(await keep(upload), upload);
    deps.onEvent?.({ kind: 'uploaded' });
    return activityId(conversationId, seq);
  }

  return (upload: Upload): Promise<string> =>
    inOrder(upload.claims.conversationId, () => take(upload));
}

/** Otherwise the message may be in the log, and its files must stay. */
function isSurelyRefused(error: unknown): boolean {
  return error instanceof AppError && error.code !== 'STORE_DOWN' && error.code !== 'INTERNAL';
}
