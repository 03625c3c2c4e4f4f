import type { Request, Router } from 'express';
import { type ConversationReply, conversationRequest } from '../../../src/api/directline.ts';
import { requestOrigin } from '../../../src/http/request-origin.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { authenticateMember, authenticateShopper } from './authenticate.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import type { DirectLineLimits } from './limits.ts';
import { linkStream } from './links.ts';
import { tokenReply } from './token-routes.ts';
import type { ShopperClaims, Tokens } from './tokens.ts';
import { formatWatermark, parseWatermark } from './watermark.ts';

interface ConversationRoutesDeps {
  readonly tokens: Tokens;
  readonly limits: DirectLineLimits;
}

/** Begin a conversation, and find the way back into it. */
export function addConversationRoutes(
  router: Router,
  deps: DirectLineDeps,
  { tokens, limits }: ConversationRoutesDeps,
): void {
  const { store, conversations, publicUrl } = deps;

  async function reply(
    request: Request,
    claims: ShopperClaims,
    watermark: string,
  ): Promise<ConversationReply> {
    const { conversationId } = claims;
    const origin = requestOrigin(request, publicUrl);
    return {
      ...(await tokenReply(tokens, claims)),
      streamUrl: await linkStream(tokens, { origin, conversationId, watermark }),
      referenceGrammarId: conversationId,
    };
  }

  router.post('/conversations', async (request, response) => {
    const claims = await authenticateShopper(request, tokens);
    await limits.take('post', claims.conversationId);
    const { locale } = conversationRequest.parse(request.body ?? {});
    const { conversationId, shopperId, kind } = claims;
    await conversations.start({
      conversationId,
      shopperId,
      shopperKind: kind,
      ...(locale === undefined ? {} : { locale }),
    });
    response.status(201).json(await reply(request, claims, '-'));
  });

  router.get('/conversations/:conversationId', async (request, response) => {
    const claims = await authenticateMember(request, tokens);
    await limits.take('read', claims.conversationId);
    const afterSeq = parseWatermark(store.epoch, request.query['watermark']);
    const slice = await store.since(claims.conversationId, afterSeq, 1);
    if (slice === null)
      throw new AppError('CONVERSATION_UNKNOWN', `no conversation ${claims.conversationId}`);
    response.json(await reply(request, claims, formatWatermark(store.epoch, afterSeq)));
  });
}
