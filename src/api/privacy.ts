import { z } from 'zod';

/*
 * `/api/privacy/…`, for staff: what is kept about shoppers, and what they may ask for. Times are ISO 8601. A subject
 * is named by a conversation of theirs, so that no name stands in an address or a log.
 */

/** `GET /api/privacy/data-map`. */
export interface DataMapView {
  readonly revision: string;
  readonly stores: readonly {
    readonly id: string;
    readonly place: string;
    readonly collections: readonly string[];
    readonly onErasure: string;
    readonly title: string;
    readonly holds: string;
    readonly purpose: string;
    readonly kept: string;
    readonly erased: string;
    readonly clauses: readonly string[];
  }[];
  /** The only reasons for which something is not deleted. */
  readonly grounds: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly clauses: readonly string[];
  }[];
  /** How staff can make sure who a visitor is. */
  readonly identity: readonly {
    readonly id: string;
    readonly title: string;
    readonly clauses: readonly string[];
  }[];
}

/**
 * Body of `POST /api/privacy/identity`: one of the staff made sure who is at the other end. Of a visitor nothing is
 * exported, corrected or erased without it; it holds for a day.
 */
export const identityBody = z.strictObject({
  conversationId: z.string().max(128),
  means: z.enum(['order_phone', 'call_back', 'signed_in']),
});

export type IdentityMeans = z.infer<typeof identityBody>['means'];

/** `GET /api/privacy/identity/{conversationId}`. */
export interface IdentityView {
  /** Whether nobody knows who that is, so that staff have to make sure. */
  readonly isNeeded: boolean;
  /** What holds now; `null`: nothing. */
  readonly check: {
    readonly means: string;
    /** Who made sure. */
    readonly by: string;
    readonly until: string;
  } | null;
  readonly means: readonly { readonly id: IdentityMeans; readonly title: string }[];
}

/** Body of `POST /api/privacy/exports`; the answer is the copy itself. `zip`: both others, and the files beside them. */
export const exportBody = z.strictObject({
  conversationId: z.string().max(128),
  format: z.enum(['json', 'html', 'zip']).default('json'),
});

/** Body of `POST /api/privacy/erasures`; the answer is a `ReceiptView`. */
export const erasureBody = z.strictObject({ conversationId: z.string().max(128) });

/** Body of `POST /api/privacy/corrections`: `field` is a fact of the case, or `subject`. */
export const correctionBody = z.strictObject({
  caseId: z.string().max(64),
  field: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/),
  value: z.union([z.string().max(500), z.number(), z.boolean()]),
});

/** Query of `GET /api/privacy/receipts`. */
export const receiptQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface ReceiptView {
  readonly receiptId: string;
  /** `running`, `waiting` (the rest goes when its ground has passed) or `done`. */
  readonly status: string;
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  readonly erased: {
    readonly conversations: number;
    readonly cases: number;
    readonly files: number;
  };
  readonly kept: readonly {
    readonly what: string;
    readonly count: number | null;
    readonly ground: string;
  }[];
}
