import type { PendingFile } from '../shared/outbox.ts';

const acceptedTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'];
/** For the file chooser. */
export const acceptList = acceptedTypes.join(',');
const mostFiles = 5;
const largestBytes = 10 * 1024 * 1024;

/** The files that can go with the message, and one sentence about those that cannot. */
export function addFiles(
  chosen: readonly PendingFile[],
  files: readonly File[],
): { readonly files: readonly PendingFile[]; readonly problem: string | null } {
  const sound = files.filter(
    (file) => acceptedTypes.includes(file.type) && file.size > 0 && file.size <= largestBytes,
  );
  const room = mostFiles - chosen.length;
  const added = sound
    .slice(0, room)
    .map((file) => ({ name: file.name, contentType: file.type, sizeBytes: file.size, file }));
  return { files: [...chosen, ...added], problem: problemOf(files, sound.length > room) };
}

function problemOf(files: readonly File[], isTooMany: boolean): string | null {
  const wrongType = files.find((file) => !acceptedTypes.includes(file.type));
  if (wrongType) return `「${wrongType.name}」发不了：只能发送 JPG、PNG、WebP 图片或 PDF 文件。`;
  const tooLarge = files.find((file) => file.size > largestBytes);
  if (tooLarge) return `「${tooLarge.name}」太大了：每个文件不能超过 10 MB。`;
  const empty = files.find((file) => file.size === 0);
  if (empty) return `「${empty.name}」是空文件，请换一个再试。`;
  return isTooMany ? `一次最多发送 ${mostFiles} 个文件。` : null;
}
