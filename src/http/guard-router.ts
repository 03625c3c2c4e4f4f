import { Router } from 'express';
import { type GuardReply, guardBody } from '../api/guard.ts';
import type { Guard } from '../assist/guard/create-guard.ts';
import type { GuardContextFor } from '../assist/guard/guard-context.ts';
import type { Desk } from '../handoff/create-desk.ts';
import { AppError } from '../kernel/errors.ts';
import { parseConversationId } from '../kernel/ids.ts';

interface GuardRouterDeps {
  /** The guard of the revision in force. */
  readonly guard: () => Guard;
  readonly desk: Pick<Desk, 'recall'>;
  readonly contextFor: GuardContextFor;
}

/** `POST /api/guard`, for staff and scripts: mount behind `StaffAccess.demand`. Stores nothing. */
export function createGuardRouter(deps: GuardRouterDeps): Router {
  const router = Router();
  router.post('/guard', async (request, response) => {
    const { text, conversationId } = guardBody.parse(request.body ?? {});
    const context =
      conversationId === undefined ? undefined : await contextOf(deps, conversationId);
    const reply: GuardReply = deps.guard().check(text, context);
    response.json(reply);
  });
  return router;
}

async function contextOf({ desk, contextFor }: GuardRouterDeps, given: string) {
  const conversationId = parseConversationId(given);
  if (!conversationId) throw new AppError('CONVERSATION_UNKNOWN', 'conversationId names none');
  return contextFor(conversationId, await desk.recall(conversationId));
}
