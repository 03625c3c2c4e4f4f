import type { DocumentWrite, StoredDocument } from '../kernel/document-store.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ShopperId } from '../kernel/ids.ts';
import { asJson, type Json } from '../kernel/json.ts';
import type { AftersalesCase, Deadline } from './case.ts';

export const caseCollection = 'case';

/** A case and the eTag it was read with. */
export interface StoredCase {
  readonly aftersalesCase: AftersalesCase;
  readonly etag: string;
}

/** Writes a case, provided it is still as it was read (`null`: there is none yet). */
export function caseWrite(aftersalesCase: AftersalesCase, ifMatch: string | null): DocumentWrite {
  const { caseId, conversationId, shopperId, openedAt, status, kind, ownerId } = aftersalesCase;
  const due = nextDue(aftersalesCase);
  return {
    collection: caseCollection,
    id: caseId,
    document: asJson(aftersalesCase),
    indexes: {
      opened: openedAt,
      conversation: conversationId,
      status: inOrder(status, openedAt),
      kind: inOrder(kind, openedAt),
      ...(ownerId === null ? {} : { owner: inOrder(ownerId, openedAt) }),
      ...(due === null ? {} : { due }),
      ...(shopperId === null ? {} : { shopper: shopperIndex(shopperId) }),
    },
    ifMatch,
  };
}

/** Reads what `caseWrite` wrote. */
export function storedCase({ document, etag }: StoredDocument): StoredCase {
  return { aftersalesCase: caseFromJson(document), etag };
}

type KeptDeadline = Omit<Deadline, 'phase' | 'madeAt'> & Partial<Deadline>;

/** Written by `caseWrite` only, in this version or in one that knew less. */
function caseFromJson(document: Json): AftersalesCase {
  const kept = document as unknown as Omit<AftersalesCase, 'deadlines'> & {
    readonly deadlines: readonly KeptDeadline[];
  };
  const deadlines = kept.deadlines.map((duty) => ({
    phase: 'review' as const,
    madeAt: kept.openedAt,
    ...duty,
  }));
  return { ...unknownBefore, ...kept, deadlines };
}

const unknownBefore = {
  toCome: [],
  attachments: [],
  answer: null,
  ownerId: null,
  verdict: null,
};

/** When the first duty that is not done was or is due; `null`: nothing is owed. */
export function nextDue({ status, deadlines }: AftersalesCase): number | null {
  const open = deadlines.filter(
    ({ state, doneAt }) => doneAt === undefined && (state === 'running' || state === 'breached'),
  );
  return status === 'closed' || open.length === 0
    ? null
    : Math.min(...open.map(({ dueAt }) => dueAt));
}

/** Epoch ms up to the year 2286 have 13 digits: cases of one value lie together, oldest first. */
export function inOrder(value: string, openedAt: number): string {
  return `${value}:${String(openedAt).padStart(13, '0')}`;
}

/** Indexes hold no personal data, so a shopper is found by a hash. */
export function shopperIndex(shopperId: ShopperId): string {
  return sha256(`case:${shopperId}`);
}
