import { z } from 'zod';

/** Query of `GET /api/cases`: all, oldest first, or those of one conversation. */
export const caseListQuery = z.strictObject({
  conversationId: z.string().max(128).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A case as staff see it; times are ISO 8601. */
export interface CaseView {
  readonly caseId: string;
  /** An intent, e.g. `return_goods`. */
  readonly kind: string;
  readonly title: string;
  readonly status: string;
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
    readonly state: string;
  }[];
  readonly history: readonly { readonly at: string; readonly what: string }[];
  /** Of the order system, once it has taken the request. */
  readonly serviceId: string | null;
}
