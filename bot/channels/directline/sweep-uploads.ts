import type { TurnStore } from '../../../src/conversation/turn-store.ts';
import { createUploadRecords } from '../../../src/conversation/upload-records.ts';
import type { ConversationId, FileId } from '../../../src/kernel/ids.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { pageLength } from './read-log.ts';

/** Longer than any upload is under way: what no message names by then, none ever will. */
const orphanAgeMs = 60 * 60_000;

/**
 * Removes what uploads left that ended between file and message, as when the process died. Reads the whole
 * log, so it is for when the quota would be spent.
 */
export function createSweepUploads({
  store,
  files,
  clock,
}: Pick<DirectLineDeps, 'store' | 'files' | 'clock'>) {
  const records = createUploadRecords(store);

  return async (conversationId: ConversationId): Promise<void> => {
    const before = clock.now() - orphanAgeMs;
    const old = (await records.list(conversationId)).filter(({ at }) => at < before);
    if (old.length === 0) return;
    const named = await readFileIds(store, conversationId);
    for (const { fileId } of old.filter((record) => !named.has(record.fileId))) {
      await files.remove(fileId);
      await records.remove(fileId);
    }
  };
}

/** The files that messages of the conversation name. */
async function readFileIds(
  store: TurnStore,
  conversationId: ConversationId,
): Promise<ReadonlySet<FileId>> {
  const fileIds = new Set<FileId>();
  let slice = await store.since(conversationId, 0, pageLength);
  for (let last = slice?.entries.at(-1); slice && last; last = slice?.entries.at(-1)) {
    const files = slice.entries.flatMap(({ body }) => body?.files ?? []);
    for (const { fileId } of files) fileIds.add(fileId);
    slice = await store.since(conversationId, last.seq, pageLength);
  }
  return fileIds;
}
