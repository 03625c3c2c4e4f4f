import type { RequestHandler } from 'express';

/** A client asks once a day whether it may call. */
const preflightSeconds = '86400';

/** Any page may call with a token of its own; cookies are never used here, so none are allowed. */
export const allowAnyOrigin: RequestHandler = (request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': request.get('origin') ?? '*',
    'Access-Control-Expose-Headers': 'retry-after',
    Vary: 'Origin',
  });
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response
    .set({
      'Access-Control-Allow-Headers':
        'authorization, content-type, idempotency-key, x-ms-bot-agent, x-requested-with',
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Max-Age': preflightSeconds,
    })
    .sendStatus(204);
};
