import { crc32 } from 'node:zlib';

/** A PNG is these eight bytes and chunks: length(4), type(4), payload, CRC(4) over type and payload. */
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const chunkFrameBytes = 12;

/**
 * Pixels, colour, animation. Everything else goes: eXIf, tEXt, zTXt, iTXt and tIME by name, and whatever
 * programs have invented for themselves.
 */
const keptTypes = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND'],
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT'],
  ...['bKGD', 'pHYs', 'hIST', 'sPLT'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

interface Chunk {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The PNG without metadata, and without what follows its end. `null`: broken. */
export function stripPng(bytes: Buffer): Buffer | null {
  const chunks = readChunks(bytes);
  if (chunks === null) return null;
  const types = chunks.map(({ type }) => type);
  if (types[0] !== 'IHDR' || !types.includes('IDAT')) return null;
  const kept = chunks.filter(({ type }) => keptTypes.has(type));
  return Buffer.concat([signature, ...kept.map((chunk) => chunk.bytes)]);
}

/** All chunks up to IEND; `null` where one is damaged or the end is missing. */
function readChunks(bytes: Buffer): readonly Chunk[] | null {
  if (!bytes.subarray(0, signature.length).equals(signature)) return null;
  const chunks: Chunk[] = [];
  let at = signature.length;
  while (at + chunkFrameBytes <= bytes.length) {
    const end = at + chunkFrameBytes + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    chunks.push({ type, bytes: bytes.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return null;
}
