import { Router } from 'express';
import { type CaseView, caseListQuery } from '../api/cases.ts';
import type { AftersalesCase } from '../cases/case.ts';
import { casesOf, findCase, listCases } from '../cases/read-cases.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { parseConversationId } from '../kernel/ids.ts';

/** `/api/cases`, for staff: mount behind their sign-in. */
export function createCaseRouter(
  documents: Pick<DocumentStore, 'getDocument' | 'listDocuments'>,
): Router {
  const router = Router();

  router.get('/cases', async (request, response) => {
    const { conversationId, after, limit } = caseListQuery.parse(request.query);
    if (conversationId !== undefined) {
      const parsed = parseConversationId(conversationId);
      const cases = parsed
        ? await casesOf(documents, { conversationId: parsed, shopperId: null })
        : [];
      response.json({ cases: cases.map(caseView) });
      return;
    }
    const page = await listCases(documents, { limit, ...(after === undefined ? {} : { after }) });
    const { next } = page;
    response.json({ cases: page.rows.map(caseView), ...(next === undefined ? {} : { next }) });
  });

  router.get('/cases/:caseId', async (request, response) => {
    const { caseId } = request.params;
    const found = await findCase(documents, caseId);
    if (!found) throw new AppError('CASE_UNKNOWN', `no case '${caseId}'`);
    response.json(caseView(found.aftersalesCase));
  });

  return router;
}

function caseView(one: AftersalesCase): CaseView {
  // The shopper is found by the conversation; a case on the wire does not name them.
  const { shopperId: _unnamed, openedAt, deadlines, history, ...rest } = one;
  return {
    ...rest,
    openedAt: isoOf(openedAt),
    deadlines: deadlines.map(({ dueAt, ...duty }) => ({ ...duty, dueAt: isoOf(dueAt) })),
    history: history.map(({ at, what }) => ({ at: isoOf(at), what })),
  };
}

const isoOf = (ms: number) => new Date(ms).toISOString();
