/** How much of each file has left (0 to 1), of a whole that has left by `progress`: a form sends its files one after another. */
export function fileProgress(
  files: readonly { readonly sizeBytes: number }[],
  progress: number,
): readonly number[] {
  const totalBytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let leftBytes = progress * totalBytes;
  return files.map(({ sizeBytes }) => {
    const part = sizeBytes === 0 ? progress : Math.min(1, leftBytes / sizeBytes);
    leftBytes = Math.max(0, leftBytes - sizeBytes);
    return part;
  });
}
