import { Zip, ZipPassThrough } from 'fflate';

/** ZIP keeps local time; this moment is the first that it knows, wherever it is read. */
const noTime = new Date(1980, 0, 1);

export type ZipEntry = readonly [path: string, bytes: Uint8Array];

/** Packs files one after the other: never more than one of them is in memory. Stored as they are; photos do not shrink. */
export async function* zipCopy(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for await (const [path, bytes] of entries) {
    const file = new ZipPassThrough(path);
    file.mtime = noTime;
    zip.add(file);
    file.push(bytes, true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
