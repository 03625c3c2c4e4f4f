import { createSecretKey, hkdfSync } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { type ShopperKind, shopperKind } from '../../../src/api/chat-session.ts';
import type { Clock } from '../../../src/kernel/clock.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import {
  type ConversationId,
  type FileId,
  parseConversationId,
  parseShopperId,
  type ShopperId,
} from '../../../src/kernel/ids.ts';
import { branded } from '../branded.ts';
import { rememberVerified } from './verified-tokens.ts';

/** Who speaks, and in which conversation. */
export interface ShopperClaims {
  /** `from.id` of everything this token posts; begins with `dl_`. */
  readonly userId: string;
  readonly conversationId: ConversationId;
  readonly shopperId: ShopperId;
  readonly kind: ShopperKind;
}

/** Right to open one stream now. `origin` is where the shopper reaches us: file links begin with it. */
export interface StreamClaims {
  readonly conversationId: ConversationId;
  readonly origin: string;
}

/** Official clients refresh after 15 minutes and count on 30. */
export const shopperTokenSeconds = 30 * 60;
/** A stream address is always fetched anew before it is used. */
const streamTokenSeconds = 60;
/** Long enough for a page left open over a working day; a reload renders fresh links. */
const fileTokenSeconds = 12 * 60 * 60;
const visitorTokenSeconds = 90 * 24 * 60 * 60;

const shopperPayload = z.object({
  user: z.string(),
  conv: z.string().transform(branded(parseConversationId)),
  shopper: z.string().transform(branded(parseShopperId)),
  kind: shopperKind,
  exp: z.number(),
});
const streamPayload = z.object({
  conv: z.string().transform(branded(parseConversationId)),
  origin: z.string(),
});
const subjectPayload = z.object({ sub: z.string() });

interface TokensDeps {
  readonly secret: string;
  readonly clock: Clock;
}

export type Tokens = ReturnType<typeof createTokens>;

/** Makes and reads every token of this channel; the audience keeps one kind from passing for another. */
export function createTokens({ secret, clock }: TokensDeps) {
  const key = createSecretKey(
    new Uint8Array(hkdfSync('sha256', secret, '', 'anxin direct line tokens', 32)),
  );
  const now = () => Math.floor(clock.now() / 1000);
  const issue = (audience: string, payload: JWTPayload, seconds: number) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(now())
      .setExpirationTime(now() + seconds)
      .sign(key);

  async function read<T>(audience: string, token: string, schema: z.ZodType<T>): Promise<T> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        requiredClaims: ['exp'],
        currentDate: new Date(clock.now()),
      });
      return schema.parse(payload);
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new AppError('TOKEN_REFUSED', `${audience} token has expired`, { cause });
      throw new AppError('UNAUTHENTICATED', `no valid ${audience} token`, { cause });
    }
  }

  return {
    issueShopper({ userId, conversationId, shopperId, kind }: ShopperClaims): Promise<string> {
      const payload = { user: userId, conv: conversationId, shopper: shopperId, kind };
      return issue('directline', payload, shopperTokenSeconds);
    },
    readShopper: rememberVerified(
      async (token) => shopperClaimsOf(await read('directline', token, shopperPayload)),
      () => clock.now(),
    ),
    issueStream({ conversationId, origin }: StreamClaims): Promise<string> {
      return issue('stream', { conv: conversationId, origin }, streamTokenSeconds);
    },
    async readStream(token: string): Promise<StreamClaims> {
      const { conv: conversationId, origin } = await read('stream', token, streamPayload);
      return { conversationId, origin };
    },
    issueFile: (fileId: FileId): Promise<string> =>
      issue('file', { sub: fileId }, fileTokenSeconds),
    readFile: async (token: string): Promise<string> =>
      (await read('file', token, subjectPayload)).sub,
    issueVisitor: (visitorId: string): Promise<string> =>
      issue('visitor', { sub: visitorId }, visitorTokenSeconds),
    readVisitor: async (token: string): Promise<string> =>
      (await read('visitor', token, subjectPayload)).sub,
    visitorTokenSeconds,
  };
}

function shopperClaimsOf({ user, conv, shopper, kind, exp }: z.infer<typeof shopperPayload>) {
  const claims: ShopperClaims = { userId: user, conversationId: conv, shopperId: shopper, kind };
  return { claims, expiresAtMs: exp * 1000 };
}
