import { fileTypeFromBuffer } from 'file-type';
import type { UploadedFile } from '../../../src/conversation/log-entry.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { sha256 } from '../../../src/kernel/hash.ts';
import { cleanFileName } from './file-name.ts';
import type { ReceivedFile } from './receive-upload.ts';
import { stripMetadata, type UploadType, uploadTypes } from './strip-metadata.ts';

/** A file that may be kept, under a clean name and without metadata. */
export interface CheckedFile extends Omit<UploadedFile, 'fileId'> {
  readonly bytes: Buffer;
  /** Of what the client sent, so that a retry is recognised. */
  readonly digest: string;
}

/** Decides by the first bytes what a file is; neither its name nor the client's word counts. */
export async function checkFile({ name, bytes }: ReceivedFile): Promise<CheckedFile> {
  const type = await detectType(bytes);
  const stripped = stripMetadata(bytes, type);
  if (stripped === null) throw new AppError('FILE_BROKEN', `broken ${type}`);
  return {
    name: cleanFileName(name, type),
    contentType: type,
    sizeBytes: stripped.length,
    bytes: stripped,
    digest: sha256(bytes),
  };
}

async function detectType(bytes: Buffer): Promise<UploadType> {
  const detected = (await fileTypeFromBuffer(bytes))?.mime;
  const type = uploadTypes.find((allowed) => allowed === detected);
  if (type === undefined)
    throw new AppError('FILE_TYPE_REFUSED', `file of type ${detected ?? 'unknown'}`);
  return type;
}
