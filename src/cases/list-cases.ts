import type { DocumentQuery, DocumentStore, Page } from '../kernel/document-store.ts';
import type { AgentId } from '../kernel/ids.ts';
import type { AftersalesCase, CaseStatus } from './case.ts';
import { caseCollection, inOrder, nextDue, type StoredCase, storedCase } from './case-document.ts';

/** Which cases are wanted; what is absent leaves them all. */
export interface CaseFilter {
  readonly status?: CaseStatus | undefined;
  readonly kind?: string | undefined;
  /** All that are not closed; by where they stand, unless another index leaves fewer. */
  readonly isOpen?: true | undefined;
  /** `null`: those that nobody sees to. */
  readonly ownerId?: AgentId | null | undefined;
  /** Those that owed something by this moment, epoch ms. */
  readonly dueBy?: number | undefined;
}

/** A page that is not full may have another behind it: so many looks are taken at once, and no more. */
const mostLooks = 10;

/** Cases that fit, oldest first; those that owe something by what is due first. */
export async function listCases(
  documents: Pick<DocumentStore, 'listDocuments'>,
  filter: CaseFilter,
  page: { readonly limit: number; readonly after?: string },
): Promise<Page<StoredCase>> {
  const rows: StoredCase[] = [];
  let after = page.after;
  for (let look = 0; look < mostLooks; look += 1) {
    const found = await documents.listDocuments({
      collection: caseCollection,
      ...indexFor(filter),
      limit: page.limit - rows.length,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...found.rows.map(storedCase).filter((row) => fits(filter, row.aftersalesCase)));
    after = found.next;
    if (after === undefined) return { rows };
    if (rows.length >= page.limit) break;
  }
  return { rows, ...(after === undefined ? {} : { next: after }) };
}

/** The index that leaves the fewest. */
function indexFor({ dueBy, ownerId, status, kind, isOpen }: CaseFilter): Partial<DocumentQuery> & {
  readonly index: string;
} {
  if (dueBy !== undefined) return { index: 'due', to: dueBy };
  if (typeof ownerId === 'string') return valued('owner', ownerId);
  if (status !== undefined) return valued('status', status);
  if (kind !== undefined) return valued('kind', kind);
  return isOpen ? unfinished : { index: 'opened' };
}

/** Widest epoch milliseconds of 13 digits: the year 2286. */
const latest = 9_999_999_999_999;

const valued = (index: string, value: string) => ({
  index,
  from: inOrder(value, 0),
  to: inOrder(value, latest),
});

/** `closed` is the first of the statuses by their letters: all others lie behind it. */
const unfinished = {
  index: 'status',
  from: inOrder('decided', 0),
  to: inOrder('waiting_for_shopper', latest),
};

function fits({ status, kind, ownerId, dueBy, isOpen }: CaseFilter, one: AftersalesCase): boolean {
  const due = nextDue(one);
  return (
    (status === undefined || one.status === status) &&
    (isOpen === undefined || one.status !== 'closed') &&
    (kind === undefined || one.kind === kind) &&
    (ownerId === undefined || one.ownerId === ownerId) &&
    (dueBy === undefined || (due !== null && due <= dueBy))
  );
}
