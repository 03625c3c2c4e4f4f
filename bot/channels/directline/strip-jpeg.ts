import { readOrientation, writeOrientation } from './exif-orientation.ts';

/*
 * ITU-T T.81, annex B: FFD8, then segments `FF marker length(2, counts itself) payload`, a scan's compressed
 * data after each SOS, FFD9 at the end. Behind the end phones hide previews, depth maps and whole videos.
 */
const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  comment: 0xfe,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
} as const;

/** Frame headers: C0 … CF without DHT (C4), JPG (C8) and DAC (CC). */
const isFrame = (code: number) =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

interface Segment {
  readonly code: number;
  /** With marker and length; of a scan with its compressed data. */
  readonly bytes: Buffer;
  readonly payload: Buffer;
}

const exifPrefix = Buffer.from('Exif\0\0', 'latin1');
const jfifPrefix = Buffer.from('JFIF\0', 'latin1');
const colourProfilePrefix = Buffer.from('ICC_PROFILE\0', 'latin1');
const adobePrefix = Buffer.from('Adobe', 'latin1');

/** The JPEG without metadata; the way up is kept as the only entry of a new EXIF block. `null`: broken. */
export function stripJpeg(bytes: Buffer): Buffer | null {
  const segments = readSegments(bytes);
  if (segments === null || !isPicture(segments)) return null;
  const exif = segments.find(({ code, payload }) => code === marker.app1 && isExif(payload));
  const orientation = exif ? readOrientation(exif.payload.subarray(exifPrefix.length)) : 1;
  const kept = segments.flatMap((segment) => keep(segment));
  const jfif = kept.filter(({ code }) => code === marker.app0);
  const others = kept.filter(({ code }) => code !== marker.app0);
  return Buffer.concat([
    Buffer.from([0xff, marker.startOfImage]),
    ...jfif.map((segment) => segment.bytes),
    ...(orientation === 1 ? [] : [exifSegment(orientation)]),
    ...others.map((segment) => segment.bytes),
    Buffer.from([0xff, marker.endOfImage]),
  ]);
}

/** All segments up to the end of the image; `null` where one reaches past the file or the end is missing. */
function readSegments(bytes: Buffer): readonly Segment[] | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.startOfImage) return null;
  const segments: Segment[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const code = bytes[at + 1] ?? 0;
    if (code === 0xff) {
      at += 1; // fill byte
      continue;
    }
    if (code === marker.endOfImage) return segments;
    const segment = readSegment(bytes, at, code);
    if (segment === null) return null;
    segments.push(segment);
    at += segment.bytes.length;
  }
  return null;
}

function readSegment(bytes: Buffer, at: number, code: number): Segment | null {
  if (code === 0 || at + 4 > bytes.length) return null;
  const length = bytes.readUInt16BE(at + 2);
  const payloadEnd = at + 2 + length;
  if (length < 2 || payloadEnd > bytes.length) return null;
  const end = code === marker.startOfScan ? endOfScan(bytes, payloadEnd) : payloadEnd;
  return {
    code,
    bytes: bytes.subarray(at, end),
    payload: bytes.subarray(at + 4, payloadEnd),
  };
}

/** Compressed data ends at the first marker; FF00 is a byte of it, FFD0 … FFD7 are restart points within it. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    const isWithin = code === 0 || (code >= 0xd0 && code <= 0xd7);
    if (!isWithin) return at;
    at = bytes.indexOf(0xff, at + 2);
  }
  return bytes.length;
}

function isPicture(segments: readonly Segment[]): boolean {
  return (
    segments.some(({ code }) => isFrame(code)) &&
    segments.some(({ code }) => code === marker.startOfScan)
  );
}

/** The segment as it may stay: whole, or not at all, or (JFIF) without its thumbnail. */
function keep(segment: Segment): readonly Segment[] {
  const { code, payload } = segment;
  const begins = (prefix: Buffer) => payload.subarray(0, prefix.length).equals(prefix);
  if (code === marker.comment) return [];
  if (code < marker.app0 || code > marker.app15) return [segment];
  if (code === marker.app0 && begins(jfifPrefix) && payload.length >= 14)
    return [{ ...segment, bytes: jfifWithoutThumbnail(payload) }];
  if (code === marker.app2 && begins(colourProfilePrefix)) return [segment];
  // Says how the colours are coded; without it they turn out wrong.
  if (code === marker.app14 && begins(adobePrefix)) return [segment];
  return [];
}

function jfifWithoutThumbnail(payload: Buffer): Buffer {
  const version = payload.subarray(0, 12);
  return Buffer.concat([Buffer.from([0xff, marker.app0, 0, 16]), version, Buffer.from([0, 0])]);
}

function isExif(payload: Buffer): boolean {
  return payload.subarray(0, exifPrefix.length).equals(exifPrefix);
}

function exifSegment(orientation: number): Buffer {
  const payload = Buffer.concat([exifPrefix, writeOrientation(orientation)]);
  const head = Buffer.from([0xff, marker.app1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}
