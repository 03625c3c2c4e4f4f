import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { AppError } from '../kernel/errors.ts';
import { derived } from './derived.ts';
import { type Revision, readRevision } from './revision.ts';

const packedFiles = z.array(z.tuple([z.string(), z.string()]));
/** Far more than a folder may hold: an unpacked revision never fills the memory. */
const largestUnpackedBytes = 64 * 1024 * 1024;

/** At 5 it takes a fifth of a second, at the default of 11 some seconds for a tenth less. */
const packing = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** The files of a revision as text for the store: JSON, Brotli, base64. Made once, and kept with the reading of the files. */
export function packRevision(revision: Revision): string {
  return derived(revision, 'packed', () =>
    brotliCompressSync(JSON.stringify([...revision.files]), packing).toString('base64'),
  );
}

/** Opens a packed revision even where newer checks would complain: what was told to a shopper stays readable. */
export function unpackRevision(packed: string): Revision {
  return readRevision(unpackFiles(packed)).revision;
}

function unpackFiles(packed: string): ReadonlyMap<string, string> {
  try {
    const json = brotliDecompressSync(Buffer.from(packed, 'base64'), {
      maxOutputLength: largestUnpackedBytes,
    });
    return new Map(packedFiles.parse(JSON.parse(json.toString('utf8'))));
  } catch (cause) {
    throw new AppError('INTERNAL', 'a kept revision cannot be unpacked: the record is damaged', {
      cause,
    });
  }
}
