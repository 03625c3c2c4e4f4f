import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Agent } from '../handoff/agent-act.ts';
import { AppError } from '../kernel/errors.ts';
import { parseAgentId } from '../kernel/ids.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';

/** By address: wrong API tokens. A script with an old token is told so before it is told to wait. */
export const apiTokenRules = { apiToken: { points: 30, perSeconds: 60 } } as const;

/**
 * Lets through who shows the API token (roles agent, operator and supervisor together). Only failures count
 * against `limits`, so a guesser behind the same address locks out nobody.
 */
export function requireApiToken(
  apiToken: string,
  limits: RateLimits<'apiToken'> = createRateLimits('off', apiTokenRules),
): RequestHandler {
  const expected = digest(apiToken);
  return async (request, _response, next) => {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    const isShown = scheme?.toLowerCase() === 'bearer' && token !== undefined;
    if (isShown && timingSafeEqual(digest(token), expected)) {
      next();
      return;
    }
    await limits.take('apiToken', request.ip ?? '');
    throw new AppError('UNAUTHENTICATED', 'send Authorization: Bearer <API_TOKEN>');
  };
}

// Digests have one length, so the comparison takes the same time for every token.
const digest = (text: string) => createHash('sha256').update(text).digest();

/** The agent a script speaks for, from `X-Agent`; the display name comes from `nameOf`. */
export function agentOf(request: Request, nameOf: (agentId: string) => string): Agent {
  const agentId = parseAgentId(request.get('x-agent') ?? '');
  if (agentId) return { agentId, name: nameOf(agentId) };
  throw new AppError(
    'BAD_REQUEST',
    'name the agent in X-Agent: an ASCII id; its display name comes from service.yaml',
  );
}
