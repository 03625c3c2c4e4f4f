import { type Request, type Response, Router } from 'express';
import {
  type CaseList,
  type CaseMoveBody,
  type CaseView,
  caseListQuery,
  caseMove,
  caseMoveBody,
} from '../api/cases.ts';
import type { Guard } from '../assist/guard/create-guard.ts';
import { passGuard } from '../assist/guard/pass-guard.ts';
import type { CaseAct, CaseActor, CaseDesk } from '../cases/case-desk.ts';
import type { StoredCase } from '../cases/case-document.ts';
import type { CaseFilter } from '../cases/list-cases.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { type ClauseId, parseAgentId, parseClauseId, parseConversationId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import { caseView } from './case-wire.ts';
import type { LinkFile } from './desk-wire.ts';
import { keyOf } from './idempotency-key.ts';
import type { StaffAccess } from './staff-access.ts';

interface CaseRouterDeps {
  readonly cases: CaseDesk;
  readonly access: Pick<StaffAccess, 'agentOf' | 'rolesOf'>;
  readonly linkFile: LinkFile;
  /** The guard of the revision in force: what staff write goes to a shopper. */
  readonly guard: () => Guard;
  readonly newId: NewId;
  readonly clock: Clock;
  /** Whether the revision in force has the clause. */
  readonly hasClause: (clauseId: ClauseId) => boolean;
}

/** `/api/cases`, for staff: mount behind their sign-in. */
export function createCaseRouter(deps: CaseRouterDeps): Router {
  const { cases } = deps;
  const router = Router();

  const show = (request: Request, stored: StoredCase): Promise<CaseView> =>
    caseView(stored, roleOf(deps, request), deps.linkFile);

  const answer = async (request: Request, response: Response, stored: StoredCase) => {
    response.set('ETag', `"${stored.etag}"`).json(await show(request, stored));
  };

  router.get('/cases', async (request, response) => {
    const { rows, next } = await wanted(deps, request);
    const views = await Promise.all(rows.map((row) => show(request, row)));
    response.json({ cases: views, ...(next === undefined ? {} : { next }) } satisfies CaseList);
  });

  router.get('/cases/:caseId', async (request, response) => {
    await answer(request, response, await cases.find(request.params.caseId));
  });

  router.post('/cases/:caseId/:move', async (request, response) => {
    await answer(request, response, await cases.move(actOf(deps, request)));
  });

  return router;
}

async function wanted({ cases, access, clock }: CaseRouterDeps, request: Request) {
  const query = caseListQuery.parse(request.query);
  const { conversationId, status, kind, after, limit } = query;
  if (conversationId !== undefined) {
    const parsed = parseConversationId(conversationId);
    return { rows: parsed ? await cases.of(parsed) : [], next: undefined };
  }
  const filter: CaseFilter = {
    status,
    kind,
    ownerId: query.owner === undefined ? undefined : ownerOf(query.owner, access, request),
    isOpen: query.open === undefined ? undefined : true,
    dueBy: query.overdue === undefined ? undefined : clock.now(),
  };
  return cases.list(filter, { limit, ...(after === undefined ? {} : { after }) });
}

function ownerOf(owner: string, access: CaseRouterDeps['access'], request: Request) {
  if (owner === 'none') return null;
  return owner === 'me' ? access.agentOf(request).agentId : parseAgentId(owner);
}

function actOf(deps: CaseRouterDeps, request: Request): CaseAct {
  const move = caseMove.safeParse(request.params['move']);
  if (!move.success) throw new AppError('NOT_FOUND', `no move '${request.params['move']}'`);
  const body = caseMoveBody.parse(request.body ?? {});
  const actor = actorOf(deps, request);
  demandClean(deps, body.note);
  const owner = body.owner === undefined ? actor.id : (parseAgentId(body.owner) ?? undefined);
  return {
    caseId: String(request.params['caseId']),
    actor,
    key: keyOf(request) ?? deps.newId(),
    ifMatch: seenBy(request),
    move: move.data,
    note: body.note,
    dueAt: body.dueAt === undefined ? undefined : Date.parse(body.dueAt),
    verdict: body.verdict && verdictIn(deps, body.verdict),
    owner: move.data === 'assign' ? owner : undefined,
  };
}

function verdictIn({ hasClause }: CaseRouterDeps, given: NonNullable<CaseMoveBody['verdict']>) {
  const { result, amountFen } = given;
  const ground =
    given.ground === undefined ? undefined : (parseClauseId(given.ground) ?? undefined);
  if (ground !== undefined && !hasClause(ground))
    throw new AppError('BAD_REQUEST', `verdict.ground: no clause '${ground}'`);
  return { result, amountFen, ground };
}

/** A note has no override: whoever must say more writes it in the conversation. */
function demandClean({ guard }: CaseRouterDeps, note: string | undefined): void {
  if (note === undefined) return;
  const { objection } = passGuard(guard().check(note, { said: [] }), undefined);
  if (objection) throw objection;
}

/** Staff who only edit knowledge move nothing. */
function actorOf(deps: CaseRouterDeps, request: Request): CaseActor {
  const role = roleOf(deps, request);
  if (role === null) throw new AppError('FORBIDDEN', 'cases are moved by agents and supervisors');
  const { agentId, name } = deps.access.agentOf(request);
  const isSupervisor = deps.access.rolesOf(request).includes('supervisor');
  return { id: agentId, name, role, isSupervisor };
}

function roleOf({ access }: CaseRouterDeps, request: Request): CaseActor['role'] | null {
  const roles = access.rolesOf(request);
  if (roles.includes('agent')) return 'agent';
  return roles.includes('supervisor') ? 'supervisor' : null;
}

/** The eTag between its quotes. */
function seenBy(request: Request): string {
  const given = request.get('if-match');
  const [, etag] = /^"([^"]{1,200})"$/.exec(given ?? '') ?? [];
  if (etag !== undefined) return etag;
  throw new AppError('BAD_REQUEST', 'send If-Match: "<eTag of the case that was seen>"');
}
