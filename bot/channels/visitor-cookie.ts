import { parseCookie, stringifySetCookie } from 'cookie';
import type { Request, Response } from 'express';
import type { NewId } from '../../src/kernel/random.ts';
import type { Tokens } from './directline/tokens.ts';

const cookieName = 'anxin_visitor';
/** Nothing else reads it. */
const cookiePath = '/api/chat';

interface VisitorCookieDeps {
  readonly tokens: Tokens;
  readonly newId: NewId;
  readonly isHttps: (request: Request) => boolean;
}

/**
 * The visitor of this browser: a random id that only our signature makes valid, kept for 90 days from the last
 * visit. No script can read it, and no other site can make a browser post it.
 */
export async function recogniseVisitor(
  request: Request,
  response: Response,
  { tokens, newId, isHttps }: VisitorCookieDeps,
): Promise<string> {
  const visitorId = (await readVisitorCookie(request, tokens)) ?? newId();
  response.append(
    'Set-Cookie',
    stringifySetCookie({
      name: cookieName,
      value: await tokens.issueVisitor(visitorId),
      path: cookiePath,
      maxAge: tokens.visitorTokenSeconds,
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps(request),
    }),
  );
  return visitorId;
}

async function readVisitorCookie(request: Request, tokens: Tokens): Promise<string | null> {
  const token = parseCookie(request.get('cookie') ?? '')[cookieName];
  if (token === undefined) return null;
  try {
    return await tokens.readVisitor(token);
  } catch {
    // Expired, or of another secret: a new visitor, not a refusal.
    return null;
  }
}
