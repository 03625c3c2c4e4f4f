import { z } from 'zod';

/** As long as a reply of an agent may be. */
const longestText = 4000;

/** Body of `POST /api/guard`. With a conversation, what its shopper wrote may be said back to them, and
 * promises are compared with what was decided. */
export const guardBody = z.strictObject({
  text: z.string().min(1).max(longestText),
  conversationId: z.string().max(128).optional(),
});

export interface ViolationView {
  /** Id of the rule in `knowledge/guard/`. */
  readonly rule: string;
  readonly title: string;
  /** `warn`: may be sent with a reason. */
  readonly level: 'warn' | 'block';
  /** UTF-16 units: `text` is what was written from `start` to `end`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly clauseId: string;
  /** What to do about it, in Chinese. */
  readonly advice: string;
  /** Of a promise that goes beyond what was decided in the conversation. */
  readonly decided?: DecidedView;
}

export interface DecidedView {
  readonly decisionId: string;
  /** In Chinese: the matter, and the figure that was decided. */
  readonly text: string;
  /** In Chinese, as the shopper was told. */
  readonly reason: string;
  readonly clauses: readonly { readonly clauseId: string; readonly title: string }[];
}

/** What `POST /api/guard` answers, and the details of a refused reply. */
export interface GuardReply {
  readonly verdict: 'pass' | 'warn' | 'block';
  readonly violations: readonly ViolationView[];
  /** A message that passes; absent where nothing sound is left. */
  readonly rewrite?: string;
}
