import { z } from 'zod';

/** Query of `GET /api/insight/answers`: the entries of the revision in force by their ids, a page at a time. */
export const answerCountsQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** How an entry's answer fares. */
export interface AnswerCountsView {
  readonly entryId: string;
  readonly question: string;
  /** How often it was told. */
  readonly asked: number;
  readonly useful: number;
  readonly notUseful: number;
}
