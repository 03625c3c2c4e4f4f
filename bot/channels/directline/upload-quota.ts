import { createUploadRecords } from '../../../src/conversation/upload-records.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { createSweepUploads } from './sweep-uploads.ts';

const quota = { files: 20, bytes: 50 * 1024 * 1024 };

interface WantedUpload {
  readonly conversationId: ConversationId;
  readonly keyHash: string;
  readonly sizes: readonly number[];
}

/** Throws UPLOAD_QUOTA where an upload would be too much beside what the conversation has. */
export function createCheckQuota(deps: Pick<DirectLineDeps, 'store' | 'files' | 'clock'>) {
  const records = createUploadRecords(deps.store);
  const sweep = createSweepUploads(deps);

  async function excess({ conversationId, keyHash, sizes }: WantedUpload): Promise<string | null> {
    const others = (await records.list(conversationId)).filter(
      (kept) => kept.keyHash !== keyHash && !kept.isCopy,
    );
    const all = [...sizes, ...others.map(({ sizeBytes }) => sizeBytes)];
    const bytes = all.reduce((sum, size) => sum + size, 0);
    const isOver = all.length > quota.files || bytes > quota.bytes;
    return isOver ? `${all.length} files, ${bytes} bytes` : null;
  }

  return async (wanted: WantedUpload): Promise<void> => {
    if ((await excess(wanted)) === null) return;
    await sweep(wanted.conversationId);
    const still = await excess(wanted);
    if (still !== null) throw new AppError('UPLOAD_QUOTA', still);
  };
}
