import type { FileStore } from '../conversation/file-store.ts';
import type { FileCopy, SubjectRecord } from './subject-record.ts';
import type { ZipEntry } from './zip-copy.ts';

/** Smaller than what one conversation may hold, so that a phone can open each. */
const mostArchiveBytes = 32 * 1024 * 1024;

/** The files in groups that each make one archive; a file that is larger than the limit stands alone. */
export function archiveGroups(
  files: SubjectRecord['files'],
  mostBytes = mostArchiveBytes,
): readonly (readonly FileCopy[])[] {
  const groups: FileCopy[][] = [];
  let left = 0;
  for (const file of files) {
    if (groups.length === 0 || file.sizeBytes > left) {
      groups.push([]);
      left = mostBytes;
    }
    groups.at(-1)?.push(file);
    left -= file.sizeBytes;
  }
  return groups;
}

/** Their bytes, each read when it is its turn. What was removed meanwhile is left out. */
export async function* fileEntries(
  store: Pick<FileStore, 'get'>,
  files: readonly FileCopy[],
): AsyncGenerator<ZipEntry> {
  for (const { fileId, path } of files) {
    const bytes = await store.get(fileId);
    if (bytes !== null) yield [path, bytes];
  }
}

/** The whole copy: both pages, and every file. */
export async function* copyEntries(
  store: Pick<FileStore, 'get'>,
  { files }: Pick<SubjectRecord, 'files'>,
  texts: { readonly html: string; readonly json: string },
): AsyncGenerator<ZipEntry> {
  yield ['我的个人信息.html', Buffer.from(texts.html)];
  yield ['我的个人信息.json', Buffer.from(texts.json)];
  yield* fileEntries(store, files);
}
