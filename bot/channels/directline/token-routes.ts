import type { Router } from 'express';
import { type ConversationReply, tokenRequest } from '../../../src/api/directline.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { parseConversationId } from '../../../src/kernel/ids.ts';
import type { IdentifyShopper } from '../shopper-identity.ts';
import { authenticateShopper, knowsSecret } from './authenticate.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import type { DirectLineLimits } from './limits.ts';
import { type ShopperClaims, shopperTokenSeconds, type Tokens } from './tokens.ts';

interface TokenRoutesDeps {
  readonly tokens: Tokens;
  readonly limits: DirectLineLimits;
  readonly identify: IdentifyShopper;
}

/** `tokens/generate`, for the merchant's server, and `tokens/refresh`, for the page. */
export function addTokenRoutes(
  router: Router,
  { secret, newId }: Pick<DirectLineDeps, 'secret' | 'newId'>,
  { tokens, limits, identify }: TokenRoutesDeps,
): void {
  router.post('/tokens/generate', async (request, response) => {
    const address = request.ip ?? '';
    // Only guesses count, so that a merchant's server may ask for as many tokens as it has shoppers.
    await limits.check('secret', address);
    if (!knowsSecret(request, secret)) {
      await limits.take('secret', address);
      throw new AppError('TOKEN_REFUSED', 'tokens/generate: wrong secret');
    }
    const { user, shopperToken } = tokenRequest.parse(request.body ?? {});
    const userId = user?.id ?? `dl_${newId()}`;
    const identity =
      shopperToken === undefined
        ? identify.asVisitor(userId)
        : await identify.bySignature(shopperToken);
    const conversationId = parseConversationId(newId());
    if (conversationId === null) throw new AppError('INTERNAL', 'newId made no conversation id');
    response.json(await tokenReply(tokens, { userId, conversationId, ...identity }));
  });

  router.post('/tokens/refresh', async (request, response) => {
    const claims = await authenticateShopper(request, tokens);
    await limits.take('read', claims.conversationId);
    response.json(await tokenReply(tokens, claims));
  });
}

/** A fresh token of the same rights. */
export async function tokenReply(
  tokens: Tokens,
  claims: ShopperClaims,
): Promise<ConversationReply> {
  return {
    conversationId: claims.conversationId,
    token: await tokens.issueShopper(claims),
    expires_in: shopperTokenSeconds,
  };
}
