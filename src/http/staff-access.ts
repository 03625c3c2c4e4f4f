import { createHash, timingSafeEqual } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, RequestHandler } from 'express';
import type { Agent } from '../handoff/agent-act.ts';
import { AppError } from '../kernel/errors.ts';
import { parseAgentId } from '../kernel/ids.ts';
import type { StaffRole, StaffSession, StaffSessions } from '../staff/staff-session.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { requestOrigin } from './request-origin.ts';

/** By address: wrong API tokens. A script with an old token is told so before it is told to wait. */
export const apiTokenRules = { apiToken: { points: 30, perSeconds: 60 } } as const;

/** Whoever shows the API token may do everything. */
export const rolesOfApiToken: readonly StaffRole[] = ['agent', 'operator', 'supervisor'];

/** Carries the token of a signed-in session. */
export const staffCookieName = 'anxin_staff';

/**
 * Whether `token` is the API token. Only failures count against the limit of the address, so that a guesser behind it
 * locks out nobody; TOO_MANY_REQUESTS when it is spent.
 */
export type CheckApiToken = (token: string | null, address: string) => Promise<boolean>;

export function createCheckApiToken(
  apiToken: string,
  limits: RateLimits<'apiToken'> = createRateLimits('off', apiTokenRules),
): CheckApiToken {
  const expected = digest(apiToken);
  return async (token, address) => {
    if (token !== null && timingSafeEqual(digest(token), expected)) return true;
    await limits.take('apiToken', address);
    return false;
  };
}

/** Lets through who shows the API token (roles agent, operator and supervisor together). */
export function requireApiToken(check: CheckApiToken): RequestHandler {
  return async (request, _response, next) => {
    const [scheme, token] = (request.get('authorization') ?? '').split(' ');
    const isShown = scheme?.toLowerCase() === 'bearer' && token !== undefined;
    if (!(await check(isShown ? token : null, request.ip ?? '')))
      throw new AppError('UNAUTHENTICATED', 'send Authorization: Bearer <API_TOKEN>');
    next();
  };
}

/** Who may call the routes of staff, and for whom a call speaks. */
export interface StaffAccess {
  /** Lets through the API token and signed-in sessions. */
  readonly demand: RequestHandler;
  /** Who is signed in; `null` for a caller who shows the API token. */
  sessionOf(request: Request): StaffSession | null;
  /** The agent a call speaks for: of the session, or named by a script in `X-Agent`. */
  agentOf(request: Request): Agent;
  /** What they may do; whoever shows the API token may do everything. */
  rolesOf(request: Request): readonly StaffRole[];
}

export function createStaffAccess(deps: {
  readonly check: CheckApiToken;
  readonly sessions: StaffSessions;
  /** Display name of an agent's id. */
  readonly nameOf: (agentId: string) => string;
  readonly publicUrl: string | null;
}): StaffAccess {
  const demandToken = requireApiToken(deps.check);
  const signedIn = new WeakMap<Request, StaffSession>();
  const sessionOf = (request: Request) => signedIn.get(request) ?? null;
  return {
    async demand(request, response, next) {
      if (request.get('authorization') !== undefined) {
        await demandToken(request, response, next);
        return;
      }
      const token = parseCookie(request.get('cookie') ?? '')[staffCookieName];
      const session = token === undefined ? null : await deps.sessions.read(token);
      if (!session) throw new AppError('UNAUTHENTICATED', 'sign in, or send the API token');
      if (!readingMethods.has(request.method)) demandOwnPage(request, deps.publicUrl);
      signedIn.set(request, session);
      next();
    },
    sessionOf,
    agentOf: (request) => sessionOf(request) ?? namedAgent(request, deps.nameOf),
    rolesOf: (request) => sessionOf(request)?.roles ?? rolesOfApiToken,
  };
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie rides along with whatever a browser sends, so a change is taken only from a page of our own origin and
 * only as JSON, which no form of another site can send.
 */
function demandOwnPage(request: Request, publicUrl: string | null): void {
  const own = [null, publicUrl].map((url) => new URL(requestOrigin(request, url)).origin);
  const origin = request.get('origin');
  if (origin === undefined || !own.includes(origin))
    throw new AppError('FORBIDDEN', `origin ${origin} is not ${own.at(-1)}; set PUBLIC_URL?`);
  if (request.method !== 'DELETE' && !request.is('application/json'))
    throw new AppError('BAD_REQUEST', 'send application/json');
}

function namedAgent(request: Request, nameOf: (agentId: string) => string): Agent {
  const agentId = parseAgentId(request.get('x-agent') ?? '');
  if (agentId) return { agentId, name: nameOf(agentId) };
  throw new AppError(
    'BAD_REQUEST',
    'name the agent in X-Agent: an ASCII id; its display name comes from service.yaml',
  );
}

// Digests have one length, so the comparison takes the same time for every token.
const digest = (text: string) => createHash('sha256').update(text).digest();
