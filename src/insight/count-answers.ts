import type { DocumentStore } from '../kernel/document-store.ts';
import type { EntryId } from '../kernel/ids.ts';
import { entryIndex, toldCollection, toldFrom } from './told-answer.ts';

/** How often an entry was told, and what shoppers thought of it. */
export interface AnswerCounts {
  readonly asked: number;
  readonly useful: number;
  readonly notUseful: number;
}

/** The most that a listing gives at once. */
const pageSize = 200;

/** Counts the answers that were given from an entry, under whatever revision. */
export async function countAnswers(
  documents: Pick<DocumentStore, 'listDocuments'>,
  entryId: EntryId,
): Promise<AnswerCounts> {
  const counts = { asked: 0, useful: 0, notUseful: 0 };
  let after: string | undefined;
  do {
    const { rows, next } = await documents.listDocuments({
      collection: toldCollection,
      index: entryIndex,
      from: entryId,
      to: entryId,
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
    });
    for (const { useful } of rows.map(toldFrom)) {
      counts.asked += 1;
      if (useful === true) counts.useful += 1;
      if (useful === false) counts.notUseful += 1;
    }
    after = next;
  } while (after !== undefined);
  return counts;
}
