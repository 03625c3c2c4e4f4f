import type { DocumentStore, DocumentWrite } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { readableNumber } from '../kernel/readable-number.ts';
import type { GroundId } from './ground.ts';

const collection = 'privacy-receipt';

/** `running`: what goes is known, and going; `waiting`: the rest goes when its ground has passed. */
export type ErasureStatus = 'running' | 'waiting' | 'done';

/** What was erased and what was not: proof for both sides, with nobody's name or words in it. */
export interface Receipt {
  readonly receiptId: string;
  /** Epoch ms. */
  readonly requestedAt: number;
  readonly finishedAt: number | null;
  readonly status: ErasureStatus;
  readonly erased: ErasedCounts;
  readonly kept: readonly KeptPart[];
  /** While it waits: the conversations that go later. */
  readonly waitingFor: readonly ConversationId[];
}

export interface ErasedCounts {
  readonly conversations: number;
  readonly cases: number;
  readonly files: number;
}

/** What stays, how much of it, and why. */
export interface KeptPart {
  readonly what: 'cases' | 'conversations' | 'orders' | 'receipt';
  /** `null`: lies elsewhere, and is not counted. */
  readonly count: number | null;
  readonly ground: GroundId;
}

/** The number of a request: the same each time it is tried. */
export function receiptIdOf(seed: string): string {
  return `PR-${readableNumber(`privacy:${seed}`)}`;
}

export interface StoredReceipt {
  readonly receipt: Receipt;
  readonly etag: string;
}

export async function findReceipt(
  documents: Pick<DocumentStore, 'getDocument'>,
  receiptId: string,
): Promise<StoredReceipt | null> {
  const found = await documents.getDocument(collection, receiptId);
  // Written by receiptWrite only.
  return found && { receipt: found.document as unknown as Receipt, etag: found.etag };
}

export async function listReceipts(
  documents: Pick<DocumentStore, 'listDocuments'>,
  page: { readonly limit: number; readonly after?: string },
) {
  const found = await documents.listDocuments({ collection, index: 'requested', ...page });
  const rows = found.rows.map(({ document }) => document as unknown as Receipt);
  return { ...found, rows };
}

/** Writes a receipt, provided it is still as it was read (`null`: there is none yet). */
export function receiptWrite(receipt: Receipt, ifMatch: string | null): DocumentWrite {
  return {
    collection,
    id: receipt.receiptId,
    // Plain readonly data; its interface only lacks the index signature that Json has.
    document: receipt as unknown as Json,
    indexes: { requested: receipt.requestedAt },
    ifMatch,
  };
}
