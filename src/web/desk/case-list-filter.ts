import type { CaseView } from '../../api/cases.ts';
import type { kindNames } from './zh-cases.ts';

/** Which cases the list shows. */
export interface CaseListFilter {
  readonly status: CaseView['status'] | 'open';
  readonly kind: keyof typeof kindNames | 'all';
  readonly owner: 'all' | 'me' | 'none';
  readonly isOverdue: boolean;
}

export const openCases: CaseListFilter = {
  status: 'open',
  kind: 'all',
  owner: 'all',
  isOverdue: false,
};

/** The query of `GET /api/cases` for it; `after`: the page behind another. */
export function caseListQuery(filter: CaseListFilter, after: string | null): URLSearchParams {
  const { status, kind, owner, isOverdue } = filter;
  const query = new URLSearchParams(status === 'open' ? { open: 'true' } : { status });
  if (kind !== 'all') query.set('kind', kind);
  if (owner !== 'all') query.set('owner', owner);
  if (isOverdue) query.set('overdue', 'true');
  if (after !== null) query.set('after', after);
  return query;
}
