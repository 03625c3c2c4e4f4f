import { pipeline } from 'node:stream/promises';
import { type Request, type RequestHandler, Router } from 'express';
import {
  correctionBody,
  type DataMapView,
  erasureBody,
  exportBody,
  type ReceiptView,
  receiptQuery,
} from '../api/privacy.ts';
import { findCase } from '../cases/read-cases.ts';
import { commitAct } from '../conversation/commit-act.ts';
import type { FileStore } from '../conversation/file-store.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { sha256 } from '../kernel/hash.ts';
import { type ConversationId, parseConversationId, type ShopperId } from '../kernel/ids.ts';
import type { NewId } from '../kernel/random.ts';
import type { Revision } from '../knowledge/revision.ts';
import { copyEntries } from '../privacy/archive-copy.ts';
import { correctCase } from '../privacy/correct-case.ts';
import { dataMap } from '../privacy/data-map.ts';
import type { ErasureRequest } from '../privacy/erase-subject.ts';
import { exportHtml } from '../privacy/export-html.ts';
import { exportJson } from '../privacy/export-json.ts';
import type { ExportWords } from '../privacy/export-words.ts';
import { demandIdentity } from '../privacy/identity-check.ts';
import { findReceipt, listReceipts, type Receipt, receiptIdOf } from '../privacy/receipt.ts';
import { readSubject } from '../privacy/subject-record.ts';
import { zipCopy } from '../privacy/zip-copy.ts';
import type { StaffAccess } from './staff-access.ts';

interface PrivacyRouterDeps {
  readonly store: TurnStore & DocumentStore;
  readonly clock: Clock;
  readonly files: Pick<FileStore, 'get'>;
  readonly current: () => Revision;
  readonly words: () => ExportWords;
  readonly access: StaffAccess;
  readonly newId: NewId;
  /** Whether it is certain who that is; of others nothing is given or taken away before one of the staff made sure. */
  readonly isCertain: (shopperId: ShopperId | null) => boolean;
  erase(request: ErasureRequest & { readonly actor: string }): Promise<Receipt>;
}

/** `/api/privacy`, for staff: the map for all of them, the rest for supervisors. Mount behind `StaffAccess.demand`. */
export function createPrivacyRouter(deps: PrivacyRouterDeps): Router {
  const router = Router();
  router.get('/privacy/data-map', (_request, response) => {
    const map: DataMapView = dataMap(deps.current());
    response.json(map);
  });
  router.use('/privacy', demandSupervisor(deps.access));
  addExport(router, deps);
  addChanges(router, deps);
  addReceipts(router, deps);
  return router;
}

/** Whoever sees or deletes all of somebody answers for it. */
function demandSupervisor({ sessionOf }: StaffAccess): RequestHandler {
  return (request, _response, next) => {
    const session = sessionOf(request);
    // The API token has every role.
    if (session && !session.roles.includes('supervisor'))
      throw new AppError('FORBIDDEN', `${session.agentId} is no supervisor`);
    next();
  };
}

function addExport(router: Router, deps: PrivacyRouterDeps): void {
  const { store, files, clock, words, access } = deps;
  router.post('/privacy/exports', async (request, response) => {
    const { conversationId: named, format } = exportBody.parse(request.body ?? {});
    const conversationId = conversationOf(named);
    const actor = access.agentOf(request).agentId;
    await demandIdentity(deps, conversationId, clock.now());
    const record = await readSubject(store, conversationId, clock.now());
    const note = { actor, action: 'privacy.export', subject: conversationId, details: { format } };
    // Noted before anything is shown.
    await commitAct(store, {
      conversationId,
      key: `privacy-copy:${keyOf(request, deps)}`,
      asked: { format },
      decide: () => ({ entries: [], effects: [{ kind: 'audit', note }] }),
    });
    const html = exportHtml(record, words());
    const json = exportJson(record);
    response
      .attachment(`personal-data.${format}`)
      .set('Content-Security-Policy', "default-src 'none'; sandbox")
      .type(format);
    if (format !== 'zip') response.send(format === 'html' ? html : json);
    else await pipeline(zipCopy(copyEntries(files, record, { html, json })), response);
  });
}

function addChanges(router: Router, deps: PrivacyRouterDeps): void {
  const { access, store, clock } = deps;
  router.post('/privacy/erasures', async (request, response) => {
    const conversationId = conversationOf(erasureBody.parse(request.body ?? {}).conversationId);
    const actor = access.agentOf(request).agentId;
    const receiptId = receiptIdOf(`staff:${conversationId}:${keyOf(request, deps)}`);
    // What was begun goes on: by then nobody may know any more whose it was.
    if ((await findReceipt(store, receiptId)) === null)
      await demandIdentity(deps, conversationId, clock.now());
    response.json(receiptView(await deps.erase({ receiptId, conversationId, actor })));
  });

  router.post('/privacy/corrections', async (request, response) => {
    const correction = correctionBody.parse(request.body ?? {});
    const actor = access.agentOf(request).agentId;
    const found = await findCase(store, correction.caseId);
    if (found) await demandIdentity(deps, found.aftersalesCase.conversationId, clock.now());
    await correctCase(deps, { ...correction, actor, key: keyOf(request, deps) });
    response.status(204).end();
  });
}

function addReceipts(router: Router, { store }: PrivacyRouterDeps): void {
  router.get('/privacy/receipts', async (request, response) => {
    const { after, limit } = receiptQuery.parse(request.query);
    const page = await listReceipts(store, { limit, ...(after === undefined ? {} : { after }) });
    const { next } = page;
    response.json({
      receipts: page.rows.map(receiptView),
      ...(next === undefined ? {} : { next }),
    });
  });

  router.get('/privacy/receipts/:receiptId', async (request, response) => {
    const found = await findReceipt(store, request.params.receiptId);
    if (!found) throw new AppError('NOT_FOUND', 'no such receipt');
    response.json(receiptView(found.receipt));
  });
}

function receiptView({ requestedAt, finishedAt, ...receipt }: Receipt): ReceiptView {
  const { receiptId, status, erased, kept } = receipt;
  return {
    receiptId,
    status,
    requestedAt: new Date(requestedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    erased,
    kept,
  };
}

/** Hashed, so that a key of any length counts in full; without one each request is another. */
function keyOf(request: Request, { access, newId }: PrivacyRouterDeps): string {
  const given = request.get('idempotency-key');
  return given ? sha256(`${access.agentOf(request).agentId}:${given}`) : newId();
}

function conversationOf(text: string): ConversationId {
  const conversationId = parseConversationId(text);
  if (conversationId) return conversationId;
  throw new AppError('CONVERSATION_UNKNOWN', 'the body names no conversation');
}
