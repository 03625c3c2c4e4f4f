import { z } from 'zod';

/** Longest message an agent may send, in characters. */
const maxReplyLength = 4000;

const epoch = z.number().int().nonnegative();

export const pageQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const viewQuery = z.strictObject({
  after: z.coerce.number().int().nonnegative().default(0),
});

export const claimBody = z.strictObject({});

export const replyBody = z.strictObject({
  text: z.string().trim().min(1).max(maxReplyLength),
  epoch,
  /** Seq of the last entry the agent has read. */
  lastSeenSeq: z.number().int().nonnegative(),
  /** Of the suggestion that the text began as. */
  suggestionId: z.string().max(256).optional(),
  /** Why the text goes out though the guard warns of it; what it blocks stays refused. */
  override: z.strictObject({ reason: z.string().trim().min(2).max(200) }).optional(),
});

export const closeBody = z.strictObject({ epoch });
