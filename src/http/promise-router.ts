import { Router } from 'express';
import {
  type ConversationPromises,
  type PromiseList,
  type PromiseView,
  promiseBody,
  promiseEnd,
  promiseListQuery,
} from '../api/promises.ts';
import type { HeardPromise } from '../assist/hear-promises.ts';
import type { TrackedPromise } from '../cases/promise.ts';
import type { PromiseDesk } from '../cases/promise-desk.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { Desk } from '../handoff/create-desk.ts';
import { AppError } from '../kernel/errors.ts';
import { type ConversationId, parseConversationId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import { keyOf } from './idempotency-key.ts';
import type { StaffAccess } from './staff-access.ts';

interface PromiseRouterDeps {
  readonly promises: PromiseDesk;
  readonly desk: Pick<Desk, 'recall'>;
  readonly access: Pick<StaffAccess, 'agentOf'>;
  readonly hear: (entries: readonly LogEntry[]) => readonly HeardPromise[];
  readonly newId: NewId;
}

/** More than anybody is promised in one conversation. */
const mostPromises = 200;

/** `/api/promises` and `/api/conversations/…/promises`, for staff: mount behind their sign-in. */
export function createPromiseRouter(deps: PromiseRouterDeps): Router {
  const { promises, access, newId } = deps;
  const router = Router();

  router.get('/promises', async (request, response) => {
    const { state, limit, after } = promiseListQuery.parse(request.query);
    const page = { limit, ...(after === undefined ? {} : { after }) };
    const { rows, next } = await promises.list({ index: state }, page);
    const list = { promises: rows.map(promiseView), ...(next === undefined ? {} : { next }) };
    response.json(list satisfies PromiseList);
  });

  router.post('/promises/:promiseId/:end', async (request, response) => {
    const { promiseId } = request.params;
    const end = promiseEnd.safeParse(request.params.end);
    if (!end.success) throw new AppError('NOT_FOUND', 'a promise ends by keep or withdraw');
    const as = end.data === 'keep' ? 'kept' : 'withdrawn';
    const { agentId } = access.agentOf(request);
    const key = keyOf(request) ?? newId();
    response.json(promiseView(await promises.settle({ promiseId, as, agentId, key })));
  });

  router.get('/conversations/:conversationId/promises', async (request, response) => {
    response.json(await promisesIn(deps, conversationOf(request.params.conversationId)));
  });

  router.post('/conversations/:conversationId/promises', async (request, response) => {
    const { seq, dueAt, label, isPromise } = promiseBody.parse(request.body ?? {});
    const tracked = await promises.track({
      conversationId: conversationOf(request.params.conversationId),
      seq,
      dueAt: Date.parse(dueAt),
      label,
      as: isPromise ? 'running' : 'withdrawn',
      agentId: access.agentOf(request).agentId,
      key: keyOf(request) ?? newId(),
    });
    response.json(promiseView(tracked));
  });

  return router;
}

async function promisesIn(
  { promises, desk, hear }: PromiseRouterDeps,
  conversationId: ConversationId,
): Promise<ConversationPromises> {
  const { entries } = await desk.recall(conversationId);
  const { rows } = await promises.list({ conversationId }, { limit: mostPromises });
  const settled = new Set(rows.map(({ seq }) => seq));
  const heard = hear(entries).filter(({ seq }) => !settled.has(seq));
  return {
    promises: rows.map(promiseView),
    heard: heard.flatMap(({ seq, label, dueAt }) =>
      dueAt === null ? [] : [{ seq, label, dueAt: iso(dueAt) }],
    ),
    undated: heard.flatMap(({ seq, label, dueAt }) => (dueAt === null ? [{ seq, label }] : [])),
  };
}

/** A promise as staff see it. */
export function promiseView(promise: TrackedPromise): PromiseView {
  const { remindedAt: _near, doneAt, madeAt, dueAt, ...rest } = promise;
  return { ...rest, madeAt: iso(madeAt), dueAt: iso(dueAt), isOver: doneAt !== null };
}

const iso = (ms: number) => new Date(ms).toISOString();

function conversationOf(text: string): ConversationId {
  const conversationId = parseConversationId(text);
  if (conversationId) return conversationId;
  throw new AppError('CONVERSATION_UNKNOWN', 'the address names no conversation');
}
