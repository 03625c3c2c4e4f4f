import type { PendingFile } from '../shared/outbox.ts';

export const pictureTypes: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];
const acceptedTypes: readonly string[] = [...pictureTypes, 'application/pdf'];
/** For the file chooser. */
export const acceptList = acceptedTypes.join(',');
/** As the server: the sentence comes sooner. */
const mostFiles = 5;
const largestBytes = 10 * 1024 * 1024;

interface FileLimits {
  readonly types: readonly string[];
  readonly most: number;
}

const anyFile: FileLimits = { types: acceptedTypes, most: mostFiles };

/** The files that can go with the message, and one sentence about those that cannot. */
export function addFiles(
  chosen: readonly PendingFile[],
  files: readonly File[],
  limits: FileLimits = anyFile,
): { readonly files: readonly PendingFile[]; readonly problem: string | null } {
  const sound = files.filter(
    (file) => limits.types.includes(file.type) && file.size > 0 && file.size <= largestBytes,
  );
  const room = limits.most - chosen.length;
  const added = sound
    .slice(0, room)
    .map((file) => ({ name: file.name, contentType: file.type, sizeBytes: file.size, file }));
  const problem = problemOf(files, limits) ?? (sound.length > room ? tooMany(limits) : null);
  return { files: [...chosen, ...added], problem };
}

function problemOf(files: readonly File[], { types }: FileLimits): string | null {
  const wrongType = files.find((file) => !types.includes(file.type));
  if (wrongType) {
    const documents = types === pictureTypes ? '' : '或 PDF 文件';
    return `「${wrongType.name}」发不了：只能发送 JPG、PNG、WebP 图片${documents}。`;
  }
  const tooLarge = files.find((file) => file.size > largestBytes);
  if (tooLarge) return `「${tooLarge.name}」太大了：每个文件不能超过 10 MB。`;
  const empty = files.find((file) => file.size === 0);
  return empty ? `「${empty.name}」是空文件，请换一个再试。` : null;
}

function tooMany({ types, most }: FileLimits): string {
  return types === pictureTypes ? `最多发送 ${most} 张图片。` : `一次最多发送 ${most} 个文件。`;
}
