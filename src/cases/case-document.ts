import type { DocumentWrite, StoredDocument } from '../kernel/document-store.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ShopperId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import type { AftersalesCase } from './case.ts';

export const caseCollection = 'case';

/** A case and the eTag it was read with. */
export interface StoredCase {
  readonly aftersalesCase: AftersalesCase;
  readonly etag: string;
}

/** Writes a case, provided it is still as it was read (`null`: there is none yet). */
export function caseWrite(aftersalesCase: AftersalesCase, ifMatch: string | null): DocumentWrite {
  const { caseId, conversationId, shopperId, openedAt } = aftersalesCase;
  return {
    collection: caseCollection,
    id: caseId,
    // Plain readonly data; its interfaces only lack the index signature that Json has.
    document: aftersalesCase as unknown as Json,
    indexes: {
      opened: openedAt,
      conversation: conversationId,
      ...(shopperId === null ? {} : { shopper: shopperIndex(shopperId) }),
    },
    ifMatch,
  };
}

/** Reads what `caseWrite` wrote. */
export function storedCase({ document, etag }: StoredDocument): StoredCase {
  return { aftersalesCase: document as unknown as AftersalesCase, etag };
}

/** Indexes hold no personal data, so a shopper is found by a hash. */
export function shopperIndex(shopperId: ShopperId): string {
  return sha256(`case:${shopperId}`);
}
