import type { DocumentWrite, StoredDocument } from '../kernel/document-store.ts';
import { sha256 } from '../kernel/hash.ts';
import type { ConversationId, EntryId, RevisionId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';

export const toldCollection = 'told-answer';
/** Finds the answers that an entry gave. */
export const entryIndex = 'entry';

/** An answer that a shopper was given from an entry, and whether it helped. Says neither who nor in which conversation. */
export interface ToldAnswer {
  readonly entryId: EntryId;
  readonly revision: RevisionId;
  /** `null`: the shopper did not say. */
  readonly useful: boolean | null;
  /** Whether we have offered another way already: that is done once. */
  readonly hasOffered: boolean;
}

/** The nth answer (from 1) to the message `seq`. The same again when the turn is run again. */
export function answerIdOf(seq: number, nth: number): string {
  return `${seq}.${nth}`;
}

/** A hash: which conversation it was cannot be read from it. */
export function toldId(conversationId: ConversationId, answerId: string): string {
  return sha256(`told:${conversationId}:${answerId}`);
}

/** Writes an answer; with `ifMatch` only where it is as it was read. */
export function toldWrite(id: string, told: ToldAnswer, ifMatch?: string): DocumentWrite {
  return {
    collection: toldCollection,
    id,
    document: { ...told },
    indexes: { [entryIndex]: told.entryId },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

/** Reads what `toldWrite` wrote. */
export function toldFrom({ document }: Pick<StoredDocument, 'document'>): ToldAnswer {
  // Written by toldWrite only.
  return document as Json as unknown as ToldAnswer;
}
