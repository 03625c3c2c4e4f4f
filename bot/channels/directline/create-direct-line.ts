import type { Server } from 'node:http';
import express, { type RequestHandler, type Router } from 'express';
import { notFound, problemHandler } from '../../../src/http/problem.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import type { ConversationId, FileId } from '../../../src/kernel/ids.ts';
import { createSessionConversation, type OpenSession } from '../session-conversation.ts';
import { createIdentifyShopper, type IdentifyShopper } from '../shopper-identity.ts';
import { addActivityRoutes } from './activity-routes.ts';
import { addConversationRoutes } from './conversation-routes.ts';
import { allowAnyOrigin } from './cors.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import type { EphemeralActivity } from './ephemeral-activity.ts';
import { createDirectLineLimits, type DirectLineLimits } from './limits.ts';
import { createLinkFile } from './links.ts';
import { createStreamHub } from './stream-hub.ts';
import { addTokenRoutes } from './token-routes.ts';
import { createTokens, type Tokens } from './tokens.ts';
import { createStreamServer } from './upgrade-stream.ts';
import { addUploadRoutes } from './upload-routes.ts';

interface SessionParts extends Pick<DirectLineDeps, 'clock' | 'newId' | 'publicUrl' | 'shop'> {
  readonly open: OpenSession;
  readonly identify: IdentifyShopper;
  readonly tokens: Tokens;
  readonly limits: DirectLineLimits;
}

export interface DirectLine {
  /** Mounted at `/v3/directline`. */
  readonly router: Router;
  /** Takes the server's upgrade requests: streams live there. */
  attach(server: Server): void;
  /** Sends what is on its way, closes every stream, refuses new requests. */
  close(): Promise<void>;
  /** Shows an activity to whoever looks right now: in no log, moves no watermark, may be missed. */
  notify(conversationId: ConversationId, activity: EphemeralActivity): void;
  /** Calls back while a shopper types; returns the way to stop. */
  onTyping(listener: (conversationId: ConversationId) => void): () => void;
  /** Makes an address on this server, without its origin, under which a file opens for a while. */
  linkFile(fileId: FileId): Promise<string>;
  /** What `/api/chat/session` shares with this channel. */
  readonly session: SessionParts;
}

/** Far above the longest message with the largest channelData. */
const bodyLimit = '64kb';

/** The Direct Line 3.0 channel: official clients work against it unchanged. */
export function createDirectLine(deps: DirectLineDeps): DirectLine {
  const tokens = createTokens(deps);
  const limits = createDirectLineLimits(deps.rateLimits, deps.store.counters);
  const identify = createIdentifyShopper(deps);
  const hub = createStreamHub(deps);
  const streams = createStreamServer(deps, { tokens, hub });
  let isClosing = false;

  const router = express.Router();
  router.use(allowAnyOrigin);
  router.use(keepPrivate);
  router.use((_request, _response, next) => {
    if (isClosing) throw new AppError('DRAINING', 'the server is closing');
    next();
  });
  router.use(express.json({ limit: bodyLimit }));
  addTokenRoutes(router, deps, { tokens, limits, identify });
  addConversationRoutes(router, deps, { tokens, limits });
  addActivityRoutes(router, deps, { tokens, limits, hub });
  addUploadRoutes(router, deps, { tokens, limits });
  router.use(notFound);
  router.use(problemHandler(deps.logger, { dialect: 'direct-line' }));

  return {
    router,
    attach: streams.attach,
    async close() {
      isClosing = true;
      await streams.close();
    },
    notify: hub.notify,
    onTyping: hub.typing.listen,
    linkFile: createLinkFile(tokens, ''),
    session: {
      open: createSessionConversation(deps, tokens),
      identify,
      tokens,
      limits,
      clock: deps.clock,
      newId: deps.newId,
      publicUrl: deps.publicUrl,
      shop: deps.shop,
    },
  };
}

/** Tokens and what people write belong in no cache; the route of files says what holds for a file. */
const keepPrivate: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  next();
};
