/*
 * EXIF is a TIFF file: byte order `II` or `MM`, 42, offset of the first directory; a directory is a count and
 * entries of 12 bytes: tag, type, count, value.
 */
const orientationTag = 0x0112;
const shortType = 3;
const entryBytes = 12;
const headerBytes = 8;

/** Which side is up, 1 … 8; 1 where the block does not say or is broken. */
export function readOrientation(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < headerBytes || (order !== 'II' && order !== 'MM')) return 1;
  const read16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const read32 = (at: number) => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = read32(4);
  if (directory + 2 > tiff.length) return 1;
  const count = read16(directory);
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * entryBytes;
    if (entry + entryBytes > tiff.length) return 1;
    if (read16(entry) !== orientationTag) continue;
    const orientation = read16(entry + 8);
    return orientation >= 1 && orientation <= 8 ? orientation : 1;
  }
  return 1;
}

/** The smallest block that says nothing but which side is up. */
export function writeOrientation(orientation: number): Buffer {
  const tiff = Buffer.alloc(headerBytes + 2 + entryBytes + 4);
  tiff.write('MM', 0, 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(headerBytes, 4);
  tiff.writeUInt16BE(1, headerBytes);
  tiff.writeUInt16BE(orientationTag, headerBytes + 2);
  tiff.writeUInt16BE(shortType, headerBytes + 4);
  tiff.writeUInt32BE(1, headerBytes + 6);
  tiff.writeUInt16BE(orientation, headerBytes + 10);
  return tiff;
}
