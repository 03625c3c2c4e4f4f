import { z } from 'zod';
import type { DocumentStore, DocumentWrite } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { asJson, type Json } from '../kernel/json.ts';
import { readDocument } from '../kernel/read-document.ts';
import { readableNumber } from '../kernel/readable-number.ts';
import { type GroundId, groundIds } from './ground.ts';

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
  return found && { receipt: receiptFromJson(found.document), etag: found.etag };
}

export async function listReceipts(
  documents: Pick<DocumentStore, 'listDocuments'>,
  page: { readonly limit: number; readonly after?: string },
) {
  const found = await documents.listDocuments({ collection, index: 'requested', ...page });
  const rows = found.rows.map(({ document }) => receiptFromJson(document));
  return { ...found, rows };
}

/** Loose: what a newer version wrote beside it stays. */
const receiptShape = z.looseObject({
  receiptId: z.string(),
  requestedAt: z.number(),
  finishedAt: z.number().nullable(),
  status: z.enum(['running', 'waiting', 'done']),
  erased: z.looseObject({ conversations: z.number(), cases: z.number(), files: z.number() }),
  kept: z.array(
    z.looseObject({
      what: z.enum(['cases', 'conversations', 'orders', 'receipt']),
      count: z.number().nullable(),
      ground: z.enum(groundIds),
    }),
  ),
  waitingFor: z.array(z.custom<ConversationId>((value) => typeof value === 'string')),
});

function receiptFromJson(document: Json): Receipt {
  return readDocument<Receipt>(receiptShape, document, 'receipt');
}

/** Writes a receipt, provided it is still as it was read (`null`: there is none yet). */
export function receiptWrite(receipt: Receipt, ifMatch: string | null): DocumentWrite {
  return {
    collection,
    id: receipt.receiptId,
    document: asJson(receipt),
    indexes: { requested: receipt.requestedAt },
    ifMatch,
  };
}
