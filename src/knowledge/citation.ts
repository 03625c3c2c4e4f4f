import { AppError } from '../kernel/errors.ts';
import type { ClauseId, RevisionId } from '../kernel/ids.ts';
import type { Revision } from './revision.ts';
import type { Tier } from './source.ts';

/** How a reply names the clause it rests on; the log's `Citation` has this shape. */
export interface ClauseCitation {
  readonly revision: RevisionId;
  readonly clauseId: ClauseId;
  readonly title: string;
  readonly tier: Tier;
  readonly source: string;
  readonly effectiveFrom: string | null;
}

/** The citation of a clause of this revision. A clause that is not in it is a bug of ours. */
export function citationOf(revision: Revision, clauseId: ClauseId): ClauseCitation {
  const clause = revision.clauses.get(clauseId);
  if (!clause) throw new AppError('INTERNAL', `revision ${revision.id} has no clause ${clauseId}`);
  return {
    revision: revision.id,
    clauseId,
    title: clause.title,
    tier: clause.source.tier,
    source: clause.source.title,
    effectiveFrom: clause.effectiveFrom,
  };
}
