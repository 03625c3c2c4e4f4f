import { Router } from 'express';
import { type GuardReply, guardBody } from '../api/guard.ts';
import type { Guard } from '../assist/guard/create-guard.ts';
import { guardContextOf } from '../assist/guard/guard-context.ts';
import type { Desk } from '../handoff/create-desk.ts';
import { AppError } from '../kernel/errors.ts';
import { parseConversationId } from '../kernel/ids.ts';

interface GuardRouterDeps {
  /** The guard of the revision in force. */
  readonly guard: () => Guard;
  readonly desk: Pick<Desk, 'recall'>;
}

/** `POST /api/guard`, for staff and scripts: mount behind `StaffAccess.demand`. Stores nothing. */
export function createGuardRouter({ guard, desk }: GuardRouterDeps): Router {
  const router = Router();
  router.post('/guard', async (request, response) => {
    const { text, conversationId } = guardBody.parse(request.body ?? {});
    const context =
      conversationId === undefined ? undefined : await contextOf(desk, conversationId);
    const reply: GuardReply = guard().check(text, context);
    response.json(reply);
  });
  return router;
}

async function contextOf(desk: Pick<Desk, 'recall'>, given: string) {
  const conversationId = parseConversationId(given);
  if (!conversationId) throw new AppError('CONVERSATION_UNKNOWN', 'conversationId names none');
  const { state, entries } = await desk.recall(conversationId);
  return guardContextOf(state, entries);
}
