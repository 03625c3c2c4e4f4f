import { crc32 } from 'node:zlib';

/** Pictures of 4 by 2 pixels, and the ways in which cameras write down where they were made. */
const plainJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAXEAEAAwAAAAAAAAAAAAAAAAAAAQMz/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAX/xAAZEQABBQAAAAAAAAAAAAAAAAAAAQIDM3H/2gAMAwEAAhEDEQA/AJlukgK0NbcQS2O1T//Z',
  'base64',
);
const plainPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAGElEQVR4AWK6q6T0H4SVlO7+B2EmBjQAAAAA//9p6nt9AAAABklEQVQDANWQCIUP8GeSAAAAAElFTkSuQmCC',
  'base64',
);
const plainWebp = Buffer.from(
  'UklGRlAAAABXRUJQVlA4IEQAAABQAgCdASoEAAIABABoJagCdEcAfoBlgH6AA2AA/u4e2FH7/+UgHzR1FiBup/a9ChD/5Rfwivit9wpcpw6KWn17H8AAAA==',
  'base64',
);

/** Where the pictures below say they were made; must not survive. */
export const placeName = 'SECRET-PLACE';

/** A JPEG segment `FF code length payload`. */
export function jpegSegment(code: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** A JPEG with the segments put in after its JFIF header, and bytes behind its end. */
export function jpegWith(segments: readonly Buffer[] = [], trailer = Buffer.alloc(0)): Buffer {
  const headerEnd = 20;
  return Buffer.concat([
    plainJpeg.subarray(0, headerEnd),
    ...segments,
    plainJpeg.subarray(headerEnd),
    trailer,
  ]);
}

/** EXIF in little-endian order: the way up, and a GPS directory that names the place. */
export function exifBlock(orientation: number): Buffer {
  const directory = 8;
  const gpsDirectory = directory + 2 + 2 * 12 + 4;
  const placeAt = gpsDirectory + 2 + 12 + 4;
  const tiff = Buffer.alloc(placeAt + placeName.length + 1);
  tiff.write('II', 0, 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(directory, 4);
  tiff.writeUInt16LE(2, directory);
  writeEntry(tiff, directory + 2, { tag: 0x0112, type: 3, count: 1, value: orientation });
  writeEntry(tiff, directory + 14, { tag: 0x8825, type: 4, count: 1, value: gpsDirectory });
  tiff.writeUInt16LE(1, gpsDirectory);
  const place = { tag: 0x001b, type: 2, count: placeName.length + 1, value: placeAt };
  writeEntry(tiff, gpsDirectory + 2, place);
  tiff.write(placeName, placeAt, 'latin1');
  return tiff;
}

/** A photograph that says where it was made in EXIF, in XMP and in a comment, and carries a video. */
export function photo(orientation: number): Buffer {
  return jpegWith(
    [
      jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(orientation)])),
      jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${placeName}`, 'latin1')),
      jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${placeName}`, 'latin1')),
      jpegSegment(0xfe, Buffer.from(placeName, 'latin1')),
    ],
    Buffer.from(`....ftypmp42${placeName}`, 'latin1'),
  );
}

/** A PNG with chunks put in before its picture. */
export function pngWith(chunks: readonly (readonly [type: string, payload: Buffer])[]): Buffer {
  const headerEnd = 33;
  const written = chunks.map(([type, payload]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), payload]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(payload.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  });
  return Buffer.concat([plainPng.subarray(0, headerEnd), ...written, plainPng.subarray(headerEnd)]);
}

/** A WebP in the extended form, with the chunks behind its picture and its flags promising them. */
export function webpWith(chunks: readonly (readonly [type: string, payload: Buffer])[]): Buffer {
  const flags = Buffer.from([0x0c, 0, 0, 0, 3, 0, 0, 1, 0, 0]); // EXIF and XMP; 4 by 2
  const body = Buffer.concat([
    webpChunk('VP8X', flags),
    plainWebp.subarray(12),
    ...chunks.map(([type, payload]) => webpChunk(type, payload)),
  ]);
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}

/** The way up as a decoder finds it in a JPEG: null without EXIF. */
export function orientationOf(jpeg: Buffer): number | null {
  const exif = jpeg.indexOf('Exif\0\0', 0, 'latin1');
  if (exif === -1) return null;
  const tag = jpeg.indexOf(Buffer.from([0x01, 0x12]), exif);
  return tag === -1 ? null : jpeg.readUInt16BE(tag + 8);
}

function webpChunk(type: string, payload: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length % 2)]);
}

function writeEntry(
  tiff: Buffer,
  at: number,
  entry: {
    readonly tag: number;
    readonly type: number;
    readonly count: number;
    readonly value: number;
  },
): void {
  tiff.writeUInt16LE(entry.tag, at);
  tiff.writeUInt16LE(entry.type, at + 2);
  tiff.writeUInt32LE(entry.count, at + 4);
  if (entry.type === 3) tiff.writeUInt16LE(entry.value, at + 8);
  else tiff.writeUInt32LE(entry.value, at + 8);
}
