import type { Router } from 'express';
import { createUploadRecords } from '../../../src/conversation/upload-records.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { parseFileId } from '../../../src/kernel/ids.ts';
import { createAcceptUpload } from './accept-upload.ts';
import { authenticateMember } from './authenticate.ts';
import { type CheckedFile, checkFile } from './check-file.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { contentDisposition } from './file-name.ts';
import type { DirectLineLimits } from './limits.ts';
import { activityKey, badField, parseActivity } from './parse-activity.ts';
import { createReceiveUpload } from './receive-upload.ts';
import type { Tokens } from './tokens.ts';

interface UploadRoutesDeps {
  readonly tokens: Tokens;
  readonly limits: DirectLineLimits;
}

/** Below the life of the link, so that a cache never outlives the right to look. */
const cacheSeconds = 3600;

/** Send files with a message, and look at them through links that expire. */
export function addUploadRoutes(
  router: Router,
  deps: DirectLineDeps,
  { tokens, limits }: UploadRoutesDeps,
): void {
  const records = createUploadRecords(deps.store);
  const { uploadDeadlineMs: deadlineMs } = deps;
  const receive = createReceiveUpload(deadlineMs === undefined ? {} : { deadlineMs });
  const accept = createAcceptUpload(deps);

  router.post('/conversations/:conversationId/upload', async (request, response) => {
    const claims = await authenticateMember(request, tokens);
    const { conversationId } = claims;
    await limits.take('upload', conversationId);
    const id = await receive({ request, response, conversationId }, async (received) => {
      const activity = parseActivity(received.activity);
      if (activity.type !== 'message') throw badField('type', 'only a message can carry files');
      const files: CheckedFile[] = [];
      for (const file of received.files) files.push(await checkFile(file));
      const key = activityKey(activity, request, deps.newId);
      return accept({ claims, activity, key, files });
    });
    response.json({ id });
  });

  router.get('/files/:fileId', async (request, response) => {
    await limits.take('file', request.ip ?? '');
    const fileId = parseFileId(request.params.fileId);
    const token = request.query['t'];
    const opens = await tokens.readFile(typeof token === 'string' ? token : '');
    if (fileId === null || opens !== fileId)
      throw new AppError('TOKEN_REFUSED', 'the link is of another file');
    const record = await records.find(fileId);
    const bytes = await deps.files.get(fileId);
    if (record === null || bytes === null) throw new AppError('NOT_FOUND', `no file ${fileId}`);
    const isImage = record.contentType.startsWith('image/');
    response
      .set({
        'Content-Type': record.contentType,
        'Content-Disposition': contentDisposition(isImage ? 'inline' : 'attachment', record.name),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        // Pages of the merchant show the shopper's own pictures; the link is the permission.
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Referrer-Policy': 'no-referrer',
        'Cache-Control': `private, max-age=${cacheSeconds}, immutable`,
      })
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}
