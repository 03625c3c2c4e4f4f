import { type Request, Router } from 'express';
import { claimBody, closeBody, pageQuery, replyBody, viewQuery } from '../api/handoff.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { AgentAct } from '../handoff/agent-act.ts';
import type { Desk } from '../handoff/create-desk.ts';
import { AppError } from '../kernel/errors.ts';
import { sha256 } from '../kernel/hash.ts';
import { type ConversationId, parseConversationId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import { agentOf } from './staff-access.ts';

interface HandoffRouterDeps {
  readonly desk: Desk;
  /** Display name of an agent's id. */
  readonly nameOf: (agentId: string) => string;
  readonly newId: NewId;
}

/** `/api/handoffs` and `/api/conversations`, for staff: mount behind `requireApiToken`. */
export function createHandoffRouter({ desk, nameOf, newId }: HandoffRouterDeps): Router {
  const router = Router();

  const actOf = (request: Request): AgentAct => ({
    conversationId: conversationOf(request),
    agent: agentOf(request, nameOf),
    key: keyOf(request) ?? newId(),
  });

  router.get('/handoffs', async (request, response) => {
    const { after, limit } = pageQuery.parse(request.query);
    const page = await desk.list({ limit, ...(after === undefined ? {} : { after }) });
    const handoffs = page.rows.map((row) => ({
      ...row,
      waitingSince: new Date(row.waitingSince).toISOString(),
    }));
    response.json({ handoffs, ...(page.next === undefined ? {} : { next: page.next }) });
  });

  router.post('/handoffs/:conversationId/claim', async (request, response) => {
    claimBody.parse(request.body ?? {});
    response.json(await desk.claim(actOf(request)));
  });

  router.post('/handoffs/:conversationId/reply', async (request, response) => {
    const reply = replyBody.parse(request.body ?? {});
    response.json(await desk.reply({ ...actOf(request), ...reply }));
  });

  router.post('/handoffs/:conversationId/close', async (request, response) => {
    const { epoch } = closeBody.parse(request.body ?? {});
    response.json(await desk.close({ ...actOf(request), epoch }));
  });

  router.get('/conversations/:conversationId', async (request, response) => {
    const { after } = viewQuery.parse(request.query);
    const view = await desk.view(conversationOf(request), after);
    response.json({ ...view, entries: view.entries.map(entryOnTheWire) });
  });

  return router;
}

/** Hashed, so that a key of any length counts in full. */
function keyOf(request: Request): string | null {
  const given = request.get('idempotency-key');
  return given ? sha256(given) : null;
}

function conversationOf(request: Request): ConversationId {
  const text = request.params['conversationId'];
  const conversationId = typeof text === 'string' ? parseConversationId(text) : null;
  if (conversationId) return conversationId;
  throw new AppError('CONVERSATION_UNKNOWN', 'the address names no conversation');
}

const entryOnTheWire = ({ at, ...entry }: LogEntry) => ({
  ...entry,
  at: new Date(at).toISOString(),
});
