import type { DocumentStore } from '../kernel/document-store.ts';
import type { ConversationId, ShopperId } from '../kernel/ids.ts';
import type { AftersalesCase } from './case.ts';
import { caseCollection, type StoredCase, shopperIndex, storedCase } from './case-document.ts';

type Documents = Pick<DocumentStore, 'getDocument' | 'listDocuments'>;

/** Few shoppers have more; the newest are what a question is about. */
const mostCases = 200;

export async function findCase(documents: Documents, caseId: string): Promise<StoredCase | null> {
  const found = await documents.getDocument(caseCollection, caseId);
  return found === null ? null : storedCase(found);
}

/** The cases of a conversation and of its shopper in others, newest first. */
export async function casesOf(
  documents: Documents,
  whose: { readonly conversationId: ConversationId; readonly shopperId: ShopperId | null },
): Promise<readonly AftersalesCase[]> {
  return (await storedCasesOf(documents, whose)).map(({ aftersalesCase }) => aftersalesCase);
}

/** The same, each with its eTag. */
export async function storedCasesOf(
  documents: Documents,
  whose: { readonly conversationId: ConversationId; readonly shopperId: ShopperId | null },
): Promise<readonly StoredCase[]> {
  const lookups: readonly (readonly [index: string, value: string])[] = [
    ['conversation', whose.conversationId],
    ...(whose.shopperId === null ? [] : [['shopper', shopperIndex(whose.shopperId)] as const]),
  ];
  const found = await Promise.all(lookups.map(([index, value]) => listBy(documents, index, value)));
  const byId = new Map(found.flat().map((one) => [one.aftersalesCase.caseId, one]));
  return [...byId.values()].toSorted(
    (a, b) => b.aftersalesCase.openedAt - a.aftersalesCase.openedAt,
  );
}

async function listBy(documents: Documents, index: string, value: string) {
  const page = await documents.listDocuments({
    collection: caseCollection,
    index,
    from: value,
    to: value,
    limit: mostCases,
  });
  return page.rows.map(storedCase);
}
