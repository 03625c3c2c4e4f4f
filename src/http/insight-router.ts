import { type RequestHandler, Router } from 'express';
import { type AnswerCountsView, answerCountsQuery } from '../api/insight.ts';
import { countAnswers } from '../insight/count-answers.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { Revision } from '../knowledge/revision.ts';
import type { StaffRole } from '../staff/staff-session.ts';
import { rolesOfApiToken, type StaffAccess } from './staff-access.ts';

interface InsightRouterDeps {
  readonly documents: Pick<DocumentStore, 'listDocuments'>;
  readonly current: () => Pick<Revision, 'entries'>;
  readonly access: Pick<StaffAccess, 'sessionOf'>;
}

/** `/api/insight`, for operators and supervisors: mount behind the sign-in of staff. */
export function createInsightRouter({ documents, current, access }: InsightRouterDeps): Router {
  const router = Router();

  router.use('/insight', demandOneOf(['operator', 'supervisor'], access));

  router.get('/insight/answers', async (request, response) => {
    const { after = '', limit } = answerCountsQuery.parse(request.query);
    const entries = current()
      .entries.filter(({ id }) => id > after)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const page = entries.slice(0, limit);
    const answers: AnswerCountsView[] = [];
    // One after another: a listing is not worth the store's attention for many at once.
    for (const { id, question } of page)
      answers.push({ entryId: id, question, ...(await countAnswers(documents, id)) });
    const last = entries.length > limit ? page.at(-1)?.id : undefined;
    response.json({ answers, ...(last === undefined ? {} : { next: last }) });
  });

  return router;
}

function demandOneOf(
  wanted: readonly StaffRole[],
  access: InsightRouterDeps['access'],
): RequestHandler {
  return (request, _response, next) => {
    const roles = access.sessionOf(request)?.roles ?? rolesOfApiToken;
    if (!roles.some((role) => wanted.includes(role)))
      throw new AppError('FORBIDDEN', `needs one of the roles ${wanted.join(', ')}`);
    next();
  };
}
