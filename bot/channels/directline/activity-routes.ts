import type { Router } from 'express';
import type { ActivitySet } from '../../../src/api/directline.ts';
import { requestOrigin } from '../../../src/http/request-origin.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { renderActivity } from '../render-activity.ts';
import { acceptActivity } from './accept-activity.ts';
import { authenticateMember } from './authenticate.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { DirectLineLimits } from './limits.ts';
import { createLinkFile } from './links.ts';
import { activityKey, isFeedback, parseActivity } from './parse-activity.ts';
import { readLog } from './read-log.ts';
import type { StreamHub } from './stream-hub.ts';
import type { Tokens } from './tokens.ts';
import { formatWatermark, parseWatermark } from './watermark.ts';

interface ActivityRoutesDeps {
  readonly tokens: Tokens;
  readonly limits: DirectLineLimits;
  readonly hub: StreamHub;
}

/** Read the log by pages, and post to it. */
export function addActivityRoutes(
  router: Router,
  deps: DirectLineDeps,
  { tokens, limits, hub }: ActivityRoutesDeps,
): void {
  const { store, newId, publicUrl } = deps;
  const path = '/conversations/:conversationId/activities';

  router.get(path, async (request, response) => {
    const { conversationId } = await authenticateMember(request, tokens);
    await limits.take('read', conversationId);
    const afterSeq = parseWatermark(store.epoch, request.query['watermark']);
    const slice = await readLog(store, conversationId, afterSeq);
    if (slice === null) throw new AppError('CONVERSATION_UNKNOWN', `no ${conversationId}`);
    const linkFile = createLinkFile(tokens, requestOrigin(request, publicUrl));
    const page: ActivitySet = {
      activities: await Promise.all(
        slice.entries.map((entry) => renderActivity(conversationId, entry, linkFile)),
      ),
      watermark: formatWatermark(store.epoch, slice.entries.at(-1)?.seq ?? slice.head),
    };
    response.json(page);
  });

  // Signatures are checked on other threads and may finish in any order; messages keep that of their arrival.
  const inOrder = createKeyedQueue<string>();

  router.post(path, async (request, response) => {
    const claims = await inOrder(request.params.conversationId, () =>
      authenticateMember(request, tokens),
    );
    await limits.take('post', claims.conversationId);
    const activity = parseActivity(request.body);
    if (isFeedback(activity)) await limits.take('feedback', claims.conversationId);
    const key = activityKey(activity, request, newId);
    response.json({ id: await acceptActivity(deps, hub, { claims, activity, key, files: [] }) });
  });
}
