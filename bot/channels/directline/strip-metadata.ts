import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

/** What a shopper may upload. */
export const uploadTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;

export type UploadType = (typeof uploadTypes)[number];

/**
 * The file without where, when and with which device it was made; pixels, colours and the way up stay.
 * A PDF is kept as it is. `null`: the structure is broken.
 */
export function stripMetadata(bytes: Buffer, type: UploadType): Buffer | null {
  switch (type) {
    case 'image/jpeg':
      return stripJpeg(bytes);
    case 'image/png':
      return stripPng(bytes);
    case 'image/webp':
      return stripWebp(bytes);
    case 'application/pdf':
      return bytes;
    default:
      return type satisfies never;
  }
}
