import express, { type Request, type Router } from 'express';
import { type ChatSessionReply, chatSessionRequest } from '../../src/api/chat-session.ts';
import { requestOrigin } from '../../src/http/request-origin.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { DirectLine } from './directline/create-direct-line.ts';
import { recogniseVisitor } from './visitor-cookie.ts';

const bodyLimit = '8kb';

/** `POST /session`, mounted at `/api/chat`: who is this, and which conversation is theirs. */
export function createChatSessionRouter({ session }: Pick<DirectLine, 'session'>): Router {
  const { open, identify, tokens, limits, clock, newId, publicUrl, shop } = session;
  const isHttps = (request: Request) => requestOrigin(request, publicUrl).startsWith('https:');

  const router = express.Router();
  router.post('/session', express.json({ limit: bodyLimit }), async (request, response) => {
    refuseOtherOrigins(request, publicUrl);
    await limits.take('session', request.ip ?? '');
    const { shopperToken } = chatSessionRequest.parse(request.body ?? {});
    const identity =
      shopperToken === undefined
        ? identify.asVisitor(await recogniseVisitor(request, response, { tokens, newId, isHttps }))
        : await identify.bySignature(shopperToken);
    const reply: ChatSessionReply = {
      ...(await open(identity)),
      shopper: identity.kind,
      shop: shop(),
      now: new Date(clock.now()).toISOString(),
    };
    response.set('Cache-Control', 'no-store').json(reply);
  });
  return router;
}

/** The cookie rides along on its own: only our own pages may use it, and a form of another site cannot send JSON. */
function refuseOtherOrigins(request: Request, publicUrl: string | null): void {
  const origin = request.get('origin');
  const own = new URL(requestOrigin(request, publicUrl)).origin;
  if (origin !== undefined && origin !== own)
    throw new AppError('FORBIDDEN', `origin ${origin} is not ${own}; set PUBLIC_URL?`);
  if (request.get('content-type') !== undefined && !request.is('application/json'))
    throw new AppError('BAD_REQUEST', 'send application/json');
}
