import type { Request, Response } from 'express';
import multer from 'multer';
import { AppError } from '../../../src/kernel/errors.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import { badField } from './parse-activity.ts';

const maxFiles = 5;
const maxFileBytes = 10 * 1024 * 1024;
const maxActivityBytes = 64 * 1024;
/** Boundaries and part headers. */
const multipartOverheadBytes = 64 * 1024;
const maxRequestBytes = maxFiles * maxFileBytes + maxActivityBytes + multipartOverheadBytes;
/** When to try again where another upload is under way: most are there by then. */
const retrySeconds = 2;

export interface ReceivedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface ReceivedUpload {
  /** Parsed JSON, unchecked. */
  readonly activity: unknown;
  readonly files: readonly ReceivedFile[];
}

interface Incoming {
  readonly request: Request;
  readonly response: Response;
  readonly conversationId: ConversationId;
}

/** What has arrived of one upload. */
interface Share {
  bytes: number;
}

/**
 * Reads the parts of an upload into memory and lends them to `use`: their memory counts as taken until it is done.
 * What counts is what has arrived, so an announcement alone keeps nobody out; and a conversation has one upload
 * under way, which must be there within the deadline.
 */
export function createReceiveUpload({
  deadlineMs = 60_000,
  memoryBytes = 3 * maxRequestBytes,
} = {}) {
  const underWay = new Map<ConversationId, Share>();

  function isOverfull(): boolean {
    return [...underWay.values()].reduce((sum, { bytes }) => sum + bytes, 0) > memoryBytes;
  }

  function readWithinLimits({ request, response }: Incoming, share: Share): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const giveUp = (error: AppError) => {
        stopWatching();
        // The rest is not waited for.
        response.set('Connection', 'close');
        reject(error);
      };
      const count = (part: Buffer) => {
        share.bytes += part.length;
        if (isOverfull())
          giveUp(new AppError('STORE_BUSY', `uploads under way fill ${memoryBytes} bytes`));
      };
      const deadline = setTimeout(() => {
        giveUp(new AppError('UPLOAD_TOO_SLOW', `not there within ${deadlineMs} ms`));
      }, deadlineMs);
      const stopWatching = () => {
        clearTimeout(deadline);
        request.off('data', count);
      };
      request.on('data', count);
      void parseParts(request, response, (error?: unknown) => {
        stopWatching();
        if (error) reject(translate(error));
        else resolve();
      });
    });
  }

  return async <T>(incoming: Incoming, use: (upload: ReceivedUpload) => Promise<T>): Promise<T> => {
    const { request, conversationId } = incoming;
    checkHead(request);
    if (underWay.has(conversationId))
      throw new AppError('TOO_MANY_REQUESTS', 'one upload of a conversation at a time', {
        details: { retryAfterSeconds: retrySeconds },
      });
    const share = { bytes: 0 };
    underWay.set(conversationId, share);
    try {
      await readWithinLimits(incoming, share);
      return await use(readParts(request));
    } finally {
      underWay.delete(conversationId);
    }
  };
}

const parseParts = multer({
  storage: multer.memoryStorage(),
  // Browsers send file names in UTF-8 and do not say so.
  defParamCharset: 'utf8',
  limits: {
    fileSize: maxFileBytes,
    files: maxFiles + 1, // the activity comes as a file, too
    fields: 4,
    fieldSize: maxActivityBytes,
    parts: maxFiles + 5,
  },
}).any();

/** Limits that hold before a byte is read. Every client that sends a form knows its length. */
function checkHead(request: Request): void {
  if (!request.is('multipart/form-data')) throw badField('(body)', 'send multipart/form-data');
  const length = request.get('content-length');
  if (length === undefined) throw badField('Content-Length', 'say how long the upload is');
  if (Number(length) > maxRequestBytes)
    throw new AppError('FILE_TOO_LARGE', `upload of ${length} bytes`);
}

function translate(cause: unknown): unknown {
  if (!(cause instanceof multer.MulterError)) {
    // Busboy's complaints about a malformed body are plain errors.
    return new AppError('BAD_REQUEST', 'the multipart body is malformed', { cause });
  }
  switch (cause.code) {
    case 'LIMIT_FILE_SIZE':
      return new AppError('FILE_TOO_LARGE', `file over ${maxFileBytes} bytes`, { cause });
    case 'LIMIT_FILE_COUNT':
    case 'LIMIT_PART_COUNT':
      return new AppError('FILES_TOO_MANY', `more than ${maxFiles} files`, { cause });
    case 'LIMIT_FIELD_VALUE':
      return new AppError('BODY_TOO_LARGE', 'activity part is too long', { cause });
    default:
      return new AppError('BAD_REQUEST', `upload: ${cause.code}`, { cause });
  }
}

function readParts(request: Request): ReceivedUpload {
  // `.any()` makes a list.
  const parts = Array.isArray(request.files) ? request.files : [];
  const activityPart = parts.find(({ fieldname }) => fieldname === 'activity');
  const files = parts.filter((part) => part !== activityPart);
  if (files.length > maxFiles) throw new AppError('FILES_TOO_MANY', `${files.length} files`);
  if (files.length === 0) throw badField('file', 'an upload needs at least one file part');
  const json = activityPart ? activityPart.buffer.toString('utf8') : request.body?.activity;
  return {
    activity: parseActivityPart(json),
    files: files.map(({ originalname, buffer }) => ({ name: originalname, bytes: buffer })),
  };
}

/** Without the part, the files are a message of their own. */
function parseActivityPart(json: unknown): unknown {
  if (json === undefined) return { type: 'message' };
  if (typeof json !== 'string' || json.length > maxActivityBytes)
    throw new AppError('BODY_TOO_LARGE', 'activity part is too long');
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new AppError('BAD_REQUEST', 'the activity part is no JSON', { cause });
  }
}
