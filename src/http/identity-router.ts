import { Router } from 'express';
import { identityBody } from '../api/privacy.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { parseConversationId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import { noteIdentity } from '../privacy/identity-check.ts';
import { keyOf } from './idempotency-key.ts';
import type { StaffAccess } from './staff-access.ts';

interface IdentityRouterDeps {
  readonly store: TurnStore;
  readonly clock: Clock;
  readonly access: Pick<StaffAccess, 'agentOf' | 'rolesOf'>;
  readonly newId: NewId;
}

/** `/api/privacy/identity`, for who talks to shoppers: mount before the rest of `/api/privacy`, behind the sign-in. */
export function createIdentityRouter({ store, clock, access, newId }: IdentityRouterDeps): Router {
  const router = Router();
  router.post('/privacy/identity', async (request, response) => {
    const roles = access.rolesOf(request);
    if (!roles.includes('agent') && !roles.includes('supervisor'))
      throw new AppError('FORBIDDEN', 'who somebody is, agents and supervisors make sure of');
    const { conversationId: named, means } = identityBody.parse(request.body ?? {});
    const conversationId = parseConversationId(named);
    if (conversationId === null)
      throw new AppError('CONVERSATION_UNKNOWN', 'the body names no conversation');
    const actor = access.agentOf(request).agentId;
    const key = `${actor}:${keyOf(request) ?? newId()}`;
    await noteIdentity(store, { conversationId, means, actor, at: clock.now(), key });
    response.status(204).end();
  });
  return router;
}
