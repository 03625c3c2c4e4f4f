import { Router } from 'express';
import { AppError } from '../kernel/errors.ts';
import { parseClauseId, parseRevisionId } from '../kernel/ids.ts';
import type { Clause } from '../knowledge/clause.ts';
import type { RevisionShelf } from '../knowledge/revision-shelf.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';

/** A revision never changes, and neither does what is said about it. */
const cacheControl = 'public, max-age=86400, immutable';

/** By address: each asks the store. A page opens a citation now and then; mobile networks share addresses. */
export const clauseRules = { clause: { points: 120, perSeconds: 60 } } as const;

/** `GET /clauses/:revision/:clauseId`: the clause behind a citation, as it stood when it was cited. Public. */
export function createClauseRouter(
  shelf: Pick<RevisionShelf, 'open'>,
  limits: RateLimits<'clause'> = createRateLimits('off', clauseRules),
): Router {
  const router = Router();
  router.get('/clauses/:revision/:clauseId', async (request, response) => {
    await limits.take('clause', request.ip ?? '');
    const revisionId = parseRevisionId(request.params.revision);
    const clauseId = parseClauseId(request.params.clauseId);
    const revision = revisionId && (await shelf.open(revisionId));
    const clause = clauseId && revision?.clauses.get(clauseId);
    if (!clause) throw new AppError('NOT_FOUND', 'no such clause in that revision');
    response.set('Cache-Control', cacheControl).json(clauseOnTheWire(clause));
  });
  return router;
}

/** What a shopper may see of a clause: the line it stands on in its source is for operators. */
function clauseOnTheWire(clause: Clause) {
  const { source } = clause;
  return {
    clauseId: clause.id,
    title: clause.title,
    text: clause.text,
    tier: source.tier,
    source: source.title,
    publisher: source.publisher,
    date: source.date,
    trust: source.trust,
    effectiveFrom: clause.effectiveFrom,
    effectiveTo: clause.effectiveTo,
  };
}
