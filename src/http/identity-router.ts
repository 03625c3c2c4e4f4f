import { Router } from 'express';
import { type IdentityView, identityBody } from '../api/privacy.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { type ConversationId, parseConversationId, type ShopperId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import type { Revision } from '../knowledge/revision.ts';
import { dataMap } from '../privacy/data-map.ts';
import { findIdentity, noteIdentity } from '../privacy/identity-check.ts';
import { keyOf } from './idempotency-key.ts';
import type { StaffAccess } from './staff-access.ts';

interface IdentityRouterDeps {
  readonly store: TurnStore & DocumentStore;
  readonly current: () => Revision;
  readonly isCertain: (shopperId: ShopperId | null) => boolean;
  readonly clock: Clock;
  readonly access: Pick<StaffAccess, 'agentOf' | 'rolesOf'>;
  readonly newId: NewId;
}

/** `/api/privacy/identity`, for who talks to shoppers: mount before the rest of `/api/privacy`, behind the sign-in. */
export function createIdentityRouter(deps: IdentityRouterDeps): Router {
  const { store, clock, access, newId, current } = deps;
  const router = Router();
  router.get('/privacy/identity/:conversationId', async (request, response) => {
    const conversationId = conversationOf(request.params.conversationId);
    const { isNeeded, check } = await findIdentity(deps, conversationId, clock.now());
    const view: IdentityView = {
      isNeeded,
      check: check && {
        means: check.means,
        by: check.actor,
        until: new Date(check.until).toISOString(),
      },
      means: dataMap(current()).identity.map(({ id, title }) => ({ id, title })),
    };
    response.json(view);
  });

  router.post('/privacy/identity', async (request, response) => {
    const roles = access.rolesOf(request);
    if (!roles.includes('agent') && !roles.includes('supervisor'))
      throw new AppError('FORBIDDEN', 'who somebody is, agents and supervisors make sure of');
    const { conversationId: named, means } = identityBody.parse(request.body ?? {});
    const conversationId = conversationOf(named);
    const actor = access.agentOf(request).agentId;
    const key = `${actor}:${keyOf(request) ?? newId()}`;
    await noteIdentity(store, { conversationId, means, actor, at: clock.now(), key });
    response.status(204).end();
  });
  return router;
}

function conversationOf(text: string): ConversationId {
  const conversationId = parseConversationId(text);
  if (conversationId) return conversationId;
  throw new AppError('CONVERSATION_UNKNOWN', 'the request names no conversation');
}
