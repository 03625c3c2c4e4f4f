import { stringifySetCookie } from 'cookie';
import express, { type Request, type Response, Router } from 'express';
import { type SessionView, signInBody } from '../api/desk.ts';
import { AppError } from '../kernel/errors.ts';
import { nameAgent } from '../staff/name-agent.ts';
import type { StaffSessions } from '../staff/staff-session.ts';
import { requestOrigin } from './request-origin.ts';
import {
  type CheckApiToken,
  rolesOfApiToken,
  type StaffAccess,
  staffCookieName,
} from './staff-access.ts';

interface SessionRouterDeps {
  readonly check: CheckApiToken;
  readonly sessions: StaffSessions;
  readonly access: StaffAccess;
  /** The agents of `service.yaml`. */
  readonly agents: () => readonly { readonly id: string; readonly name: string }[];
  readonly publicUrl: string | null;
}

const bodyLimit = '4kb';

/** `/api/session`: signs staff in and out by a cookie that no script can read and no other site can use. */
export function createSessionRouter(deps: SessionRouterDeps): Router {
  const { check, sessions, access, agents, publicUrl } = deps;
  const router = Router();

  const setCookie = (request: Request, response: Response, value: string, maxAge: number) => {
    const cookie = stringifySetCookie({
      name: staffCookieName,
      value,
      path: '/api',
      maxAge,
      httpOnly: true,
      sameSite: 'strict',
      secure: requestOrigin(request, publicUrl).startsWith('https:'),
    });
    response.append('Set-Cookie', cookie).set('Cache-Control', 'no-store');
  };

  router.post('/session', express.json({ limit: bodyLimit }), async (request, response) => {
    if (!request.is('application/json')) throw new AppError('BAD_REQUEST', 'send application/json');
    const { token, name } = signInBody.parse(request.body ?? {});
    if (!(await check(token, request.ip ?? '')))
      throw new AppError('SIGN_IN_REFUSED', 'token is not the API_TOKEN');
    const view = { ...nameAgent(name, agents()), roles: rolesOfApiToken };
    setCookie(request, response, await sessions.issue(view), sessions.seconds);
    response.json(view satisfies SessionView);
  });

  router.get('/session', access.demand, (request, response) => {
    const { agentId, name } = access.agentOf(request);
    const roles = access.sessionOf(request)?.roles ?? rolesOfApiToken;
    response.set('Cache-Control', 'no-store');
    response.json({ agentId, name, roles } satisfies SessionView);
  });

  // Signing out needs no session: one that has expired leaves a cookie behind, too.
  router.delete('/session', (request, response) => {
    setCookie(request, response, '', 0);
    response.status(204).end();
  });

  return router;
}
