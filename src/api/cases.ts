import { z } from 'zod';

/** Where a case can stand. */
const caseStatus = z.enum([
  'opened',
  'waiting_for_shopper',
  'reviewing',
  'decided',
  'in_progress',
  'closed',
  'reopened',
]);

const staffId = z.string().regex(/^[A-Za-z0-9._~-]{1,128}$/, 'an id of staff');

/**
 * Query of `GET /api/cases`: all, oldest first, or those of one conversation, newest first. `owner`: an id of staff,
 * `me`, or `none`; `overdue=true`: what owed something by now, the longest overdue first; `open=true`: all but closed
 * ones, by `status`. A page that is not full may have another behind it: go on as long as there is a `next`.
 */
export const caseListQuery = z.strictObject({
  conversationId: z.string().max(128).optional(),
  status: caseStatus.optional(),
  kind: z
    .string()
    .regex(/^[a-z_]{1,64}$/, 'an intent')
    .optional(),
  owner: staffId.optional(),
  overdue: z.literal('true').optional(),
  open: z.literal('true').optional(),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What can be done with a case by `POST /api/cases/{caseId}/{move}`. */
export const caseMove = z.enum([
  'assign',
  'review',
  'ask',
  'answer',
  'decide',
  'start',
  'close',
  'withdraw',
  'reopen',
]);

export type CaseMoveName = z.infer<typeof caseMove>;

/**
 * Body of a move; which of it a move needs, takes or has none of is in its refusal. Send `If-Match` with the eTag of
 * the case that was seen, and an `Idempotency-Key`.
 */
export const caseMoveBody = z.strictObject({
  /** The shopper reads it. */
  note: z.string().trim().min(1).max(500).optional(),
  /** The end of what begins: told to the shopper, reminded of, and marked when it has passed. */
  dueAt: z.iso.datetime({ offset: true }).optional(),
  verdict: z
    .strictObject({
      result: z.enum(['granted', 'partly', 'refused']),
      /** Of claims. */
      amountFen: z.number().int().nonnegative().max(1e12).optional(),
      /** Of refused privacy requests: the clause that lets them be refused. */
      ground: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,95}$/, 'a clause')
        .optional(),
    })
    .optional(),
  /** Of `assign`: who sees to it from now on; absent: whoever asks. */
  owner: staffId.optional(),
});

export type CaseMoveBody = z.infer<typeof caseMoveBody>;

/** A case as staff see it; times are ISO 8601. */
export interface CaseView {
  readonly caseId: string;
  /** An intent, e.g. `return_goods`. */
  readonly kind: string;
  readonly title: string;
  /** What a verdict on it must say. */
  readonly family: 'goods' | 'claim' | 'privacy' | 'service';
  readonly status: z.infer<typeof caseStatus>;
  /** Whose move it is. */
  readonly turn: 'shop' | 'shopper' | 'nobody';
  readonly conversationId: string;
  readonly subject: string;
  readonly orderId: string | null;
  readonly itemId: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly outcome: Readonly<Record<string, string | number | boolean>>;
  readonly decisionId: string;
  readonly revision: string;
  readonly openedAt: string;
  readonly deadlines: readonly {
    readonly what: string;
    readonly label: string;
    readonly dueAt: string;
    readonly state: 'running' | 'kept' | 'breached' | 'withdrawn';
    readonly by: 'shop' | 'shopper';
  }[];
  /** What will begin once the case gets to `from`, counted from `since`. */
  readonly later: readonly {
    readonly what: string;
    readonly label: string;
    /** In Chinese, e.g. 商家收到退回的商品. */
    readonly since: string;
    readonly from: z.infer<typeof caseStatus>;
    readonly length: number;
    readonly unit: 'hour' | 'day' | 'working-day';
  }[];
  readonly history: readonly {
    readonly at: string;
    readonly what: string;
    readonly by: { readonly role: string; readonly id: string } | null;
    readonly note: string | null;
  }[];
  readonly attachments: readonly {
    readonly fileId: string;
    readonly contentType: string;
    readonly sizeBytes: number;
    /** Of the message it came with. */
    readonly seq: number;
    /** Opens for a while. */
    readonly url: string;
  }[];
  /** When the shopper sent what nobody of the staff has looked at yet; any move of theirs ends it. */
  readonly answeredAt: string | null;
  readonly ownerId: string | null;
  /** What the shop decided, after the bot; `null`: nothing yet. */
  readonly verdict: {
    readonly family: 'goods' | 'claim' | 'privacy' | 'service';
    readonly result: 'granted' | 'partly' | 'refused';
    readonly amountFen?: number;
    readonly ground?: string;
  } | null;
  /** Of the order system, once it has taken the request. */
  readonly serviceId: string | null;
  /** For `If-Match`. */
  readonly etag: string;
  /** What the asking person may do with it now. */
  readonly moves: readonly CaseMoveName[];
}

/** `GET /api/cases`. */
export interface CaseList {
  readonly cases: readonly CaseView[];
  readonly next?: string;
}
