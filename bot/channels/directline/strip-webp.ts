/** A WebP is `RIFF size(4, little end first) WEBP` and chunks: type(4), length(4), payload, padded to even. */
const riffHeaderBytes = 12;
const chunkHeaderBytes = 8;

/** Pixels, colour, animation; EXIF, XMP and chunks nobody knows go. */
const keptTypes = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const pictureTypes = new Set(['VP8 ', 'VP8L', 'ANMF']);

/** Bits of VP8X's first byte that promise an EXIF and an XMP chunk. */
const metadataFlags = 0x08 | 0x04;

interface Chunk {
  readonly type: string;
  /** With header and padding. */
  readonly bytes: Buffer;
}

/** The WebP without metadata, and without what follows its end. `null`: broken. */
export function stripWebp(bytes: Buffer): Buffer | null {
  const chunks = readChunks(bytes);
  if (chunks === null || !chunks.some(({ type }) => pictureTypes.has(type))) return null;
  const kept = chunks.filter(({ type }) => keptTypes.has(type)).map(withoutPromises);
  const body = Buffer.concat(kept);
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}

/** All chunks within the size the file says it has; `null` where one reaches past it. */
function readChunks(bytes: Buffer): readonly Chunk[] | null {
  if (bytes.length < riffHeaderBytes) return null;
  const isWebp =
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  const fileEnd = chunkHeaderBytes + bytes.readUInt32LE(4);
  if (!isWebp || fileEnd > bytes.length) return null;
  const chunks: Chunk[] = [];
  let at = riffHeaderBytes;
  while (at + chunkHeaderBytes <= fileEnd) {
    const length = bytes.readUInt32LE(at + 4);
    const payloadEnd = at + chunkHeaderBytes + length;
    if (payloadEnd > fileEnd) return null;
    const type = bytes.toString('latin1', at, at + 4);
    const padding = Buffer.alloc(length % 2);
    chunks.push({ type, bytes: Buffer.concat([bytes.subarray(at, payloadEnd), padding]) });
    at = payloadEnd + padding.length;
  }
  return chunks;
}

function withoutPromises({ type, bytes }: Chunk): Buffer {
  if (type !== 'VP8X' || bytes.length <= chunkHeaderBytes) return bytes;
  const flags = bytes.readUInt8(chunkHeaderBytes) & ~metadataFlags;
  const copy = Buffer.from(bytes);
  copy.writeUInt8(flags, chunkHeaderBytes);
  return copy;
}
