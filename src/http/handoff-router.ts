import { type Request, Router } from 'express';
import {
  type ConversationView,
  heldQuery,
  type SuggestionList,
  suggestionQuery,
} from '../api/desk.ts';
import { claimBody, closeBody, pageQuery, replyBody, viewQuery } from '../api/handoff.ts';
import type { Assist } from '../assist/create-assist.ts';
import type { Guard } from '../assist/guard/create-guard.ts';
import type { GuardContextFor } from '../assist/guard/guard-context.ts';
import { passGuard } from '../assist/guard/pass-guard.ts';
import { traceSuggestion } from '../assist/suggestion.ts';
import type { AgentAct } from '../handoff/agent-act.ts';
import type { Desk } from '../handoff/create-desk.ts';
import { AppError } from '../kernel/errors.ts';
import { type ConversationId, parseConversationId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import type { Restriction } from '../privacy/restriction.ts';
import { entryView, handoffList, heldList, type LinkFile, summaryView } from './desk-wire.ts';
import { keyOf } from './idempotency-key.ts';
import type { PresentAgents } from './present-agents.ts';
import type { StaffAccess } from './staff-access.ts';

interface HandoffRouterDeps {
  readonly desk: Desk;
  readonly assist: Assist;
  /** The guard of the revision in force. */
  readonly guard: () => Guard;
  readonly contextFor: GuardContextFor;
  readonly access: Pick<StaffAccess, 'agentOf'>;
  readonly linkFile: LinkFile;
  readonly newId: NewId;
  readonly present: Pick<PresentAgents, 'list'>;
  /** Of a conversation that is kept for its open case only. */
  readonly restrictionOf: (conversationId: ConversationId) => Promise<Restriction | null>;
}

/** `/api/handoffs`, `/api/conversations` and `/api/suggestions`, for staff: mount behind `StaffAccess.demand`. */
export function createHandoffRouter(deps: HandoffRouterDeps): Router {
  const router = Router();
  addLists(router, deps);
  addActs(router, deps);
  addConversation(router, deps);
  return router;
}

function addLists(router: Router, { desk, access, present }: HandoffRouterDeps): void {
  router.get('/handoffs', async (request, response) => {
    const page = await desk.list(pageOf(pageQuery.parse(request.query)));
    response.json(handoffList(page, await present.list()));
  });

  router.get('/conversations', async (request, response) => {
    const page = pageOf(heldQuery.parse(request.query));
    const { agentId } = access.agentOf(request);
    response.json(heldList(await desk.held(agentId, page)));
  });
}

function addActs(router: Router, deps: HandoffRouterDeps): void {
  const { desk, access, guard, contextFor, newId } = deps;
  const actOf = (request: Request): AgentAct => ({
    conversationId: conversationOf(request.params['conversationId']),
    agent: access.agentOf(request),
    key: keyOf(request) ?? newId(),
  });

  router.post('/handoffs/:conversationId/claim', async (request, response) => {
    claimBody.parse(request.body ?? {});
    response.json(await desk.claim(actOf(request)));
  });

  router.post('/handoffs/:conversationId/reply', async (request, response) => {
    const { suggestionId, override, ...reply } = replyBody.parse(request.body ?? {});
    const suggestion = suggestionId === undefined ? {} : suggestionOf(suggestionId, reply.text);
    const act = actOf(request);
    const context = await contextFor(act.conversationId, await desk.recall(act.conversationId));
    const verdict = guard().check(reply.text, context);
    const passage = passGuard(verdict, override?.reason);
    response.json(await desk.reply({ ...act, ...reply, ...suggestion, ...passage }));
  });

  router.post('/handoffs/:conversationId/close', async (request, response) => {
    const { epoch } = closeBody.parse(request.body ?? {});
    response.json(await desk.close({ ...actOf(request), epoch }));
  });
}

function addConversation(router: Router, deps: HandoffRouterDeps): void {
  const { desk, assist, linkFile, restrictionOf } = deps;
  router.get('/conversations/:conversationId', async (request, response) => {
    const { after } = viewQuery.parse(request.query);
    const conversationId = conversationOf(request.params.conversationId);
    const remembered = await desk.recall(conversationId);
    const { owner, ownerName, entries, head } = await desk.view(conversationId, after);
    const restriction = await restrictionOf(conversationId);
    const view: ConversationView = {
      conversationId,
      owner,
      ownerName,
      entries: await Promise.all(entries.map((entry) => entryView(entry, linkFile))),
      head,
      summary: summaryView(assist.summarise(remembered), remembered.startedAt),
      ...(restriction && { restricted: restrictedView(restriction) }),
    };
    response.json(view);
  });

  router.get('/suggestions', async (request, response) => {
    const conversationId = conversationOf(suggestionQuery.parse(request.query).conversationId);
    const remembered = await desk.recall(conversationId);
    const isRestricted = (await restrictionOf(conversationId)) !== null;
    const suggestions = isRestricted ? [] : assist.suggest(remembered);
    const list: SuggestionList = { conversationId, head: remembered.head, suggestions };
    response.json(list);
  });
}

const restrictedView = ({ receiptId, since }: Restriction) => ({
  receiptId,
  since: new Date(since).toISOString(),
});

function pageOf({ after, limit }: { readonly after?: string | undefined; readonly limit: number }) {
  return { limit, ...(after === undefined ? {} : { after }) };
}

/** What the text began as. */
function suggestionOf(id: string, text: string) {
  const suggestion = traceSuggestion(id, text);
  if (suggestion) return { suggestion };
  throw new AppError('BAD_REQUEST', 'suggestionId: take it from GET /api/suggestions');
}

function conversationOf(text: unknown): ConversationId {
  const conversationId = typeof text === 'string' ? parseConversationId(text) : null;
  if (conversationId) return conversationId;
  throw new AppError('CONVERSATION_UNKNOWN', 'the address names no conversation');
}
