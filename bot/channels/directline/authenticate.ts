import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../../../src/kernel/errors.ts';
import type { ShopperClaims, Tokens } from './tokens.ts';

/** What the shopper's token says. 401 without one, 403 once it has expired. */
export async function authenticateShopper(
  request: Request,
  tokens: Tokens,
): Promise<ShopperClaims> {
  return tokens.readShopper(bearerOf(request));
}

/** The same for `/conversations/:conversationId…`: a token opens its own conversation only. */
export async function authenticateMember(request: Request, tokens: Tokens): Promise<ShopperClaims> {
  const claims = await authenticateShopper(request, tokens);
  if (request.params['conversationId'] !== claims.conversationId)
    throw new AppError('TOKEN_REFUSED', 'the token is of another conversation');
  return claims;
}

/** Whether the merchant's server proved that it knows the channel's secret. */
export function knowsSecret(request: Request, secret: string): boolean {
  // Digests have one length, so comparing them takes one time whatever was sent.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(bearerOf(request)), digest(secret));
}

function bearerOf(request: Request): string {
  const token = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined)
    throw new AppError('UNAUTHENTICATED', 'send the header Authorization: Bearer <token>');
  return token;
}
