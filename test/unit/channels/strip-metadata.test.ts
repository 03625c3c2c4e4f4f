import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stripMetadata, type UploadType } from '../../../bot/channels/directline/strip-metadata.ts';
import {
  exifBlock,
  jpegSegment,
  jpegWith,
  orientationOf,
  photo,
  placeName,
  pngWith,
  webpWith,
} from '../../support/pictures.ts';

const place = Buffer.from(placeName);

const strip = (bytes: Buffer, type: UploadType) => {
  const stripped = stripMetadata(bytes, type);
  if (stripped === null) throw new Error('a sound picture was called broken');
  return stripped;
};

describe('a JPEG', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('loses everything but its way up %i', (orientation) => {
    const stripped = strip(photo(orientation), 'image/jpeg');

    expect(stripped.includes(place)).toBe(false);
    expect(orientationOf(stripped)).toBe(orientation);
  });

  test.each([1, 0, 9])('that stands upright or says nonsense (%i) gets no EXIF', (orientation) => {
    expect(orientationOf(strip(photo(orientation), 'image/jpeg'))).toBeNull();
  });

  test('keeps its picture byte for byte', () => {
    expect(strip(photo(1), 'image/jpeg').equals(jpegWith())).toBe(true);
  });

  test('keeps its colour profile and how its colours are coded, not other application data', () => {
    const profile = jpegSegment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profile', 'latin1'));
    const adobe = jpegSegment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1'));
    const others = [0xe2, 0xe3, 0xe5, 0xeb, 0xef].map((code) => jpegSegment(code, place));

    const stripped = strip(jpegWith([profile, adobe, ...others]), 'image/jpeg');

    expect(stripped.equals(jpegWith([profile, adobe]))).toBe(true);
  });

  test('loses the thumbnail of its JFIF header and the preview of its extension', () => {
    const header = Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02', 'latin1');
    const withThumbnail = jpegSegment(0xe0, Buffer.concat([header, place]));
    const extension = jpegSegment(0xe0, Buffer.from(`JFXX\0\x10${placeName}`, 'latin1'));

    const stripped = strip(jpegWith([withThumbnail, extension]), 'image/jpeg');

    expect(stripped.includes(place)).toBe(false);
  });
});

describe('a PNG', () => {
  test('loses its texts, its date, its EXIF and what programs invented', () => {
    const types = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'caBX', 'prVt'];

    const stripped = strip(pngWith(types.map((type) => [type, place])), 'image/png');

    expect(stripped.equals(pngWith([]))).toBe(true);
  });

  test('keeps what says how it looks', () => {
    const coloured = pngWith([
      ['gAMA', Buffer.from([0, 0, 0xb1, 0x8f])],
      ['pHYs', Buffer.from([0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1])],
    ]);

    expect(strip(coloured, 'image/png').equals(coloured)).toBe(true);
  });

  test('with a damaged chunk is broken', () => {
    const damaged = Buffer.from(pngWith([]));
    damaged.writeUInt8(damaged.readUInt8(50) ^ 1, 50);

    expect(stripMetadata(damaged, 'image/png')).toBeNull();
  });
});

describe('a WebP', () => {
  test('loses EXIF and XMP, and no longer promises them', () => {
    const stripped = strip(
      webpWith([
        ['EXIF', exifBlock(6)],
        ['XMP ', place],
      ]),
      'image/webp',
    );

    expect(stripped.includes(place)).toBe(false);
    expect(stripped.length).toBe(stripped.readUInt32LE(4) + 8);
    expect(stripped.readUInt8(20)).toBe(0);
  });
});

describe.each<[UploadType, Buffer]>([
  ['image/jpeg', photo(6)],
  ['image/png', pngWith([['tEXt', place]])],
  ['image/webp', webpWith([['EXIF', exifBlock(6)]])],
])('any %s', (type, sound) => {
  test('comes out the same the second time', () => {
    const once = strip(sound, type);

    expect(strip(once, type).equals(once)).toBe(true);
  });

  test('that is cut off is broken, or has lost only what followed its end', () => {
    for (let length = 0; length < sound.length; length += 1) {
      const stripped = stripMetadata(sound.subarray(0, length), type);
      if (stripped !== null) expect(stripped.equals(strip(sound, type))).toBe(true);
    }
  });

  test('with any bytes changed is stripped or called broken', () => {
    const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const changed = Buffer.from(sound);
        for (const [at, value] of changes) changed.writeUInt8(value, at);
        const stripped = stripMetadata(changed, type);
        expect(stripped === null || stripped.length <= changed.length + 64).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

test('a PDF is kept as it is', () => {
  const pdf = Buffer.from('%PDF-1.7 anything');

  expect(stripMetadata(pdf, 'application/pdf')).toBe(pdf);
});
