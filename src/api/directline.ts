import { z } from 'zod';
import type { Json } from '../kernel/json.ts';
import type { AnswerFeedback } from './feedback.ts';

/** Longest text of one message, in characters. */
export const maxTextLength = 4000;
/** Deepest nesting of `channelData` and `value`. */
export const maxChannelDataDepth = 8;
/** Largest `channelData`, as JSON in UTF-8. */
export const maxChannelDataBytes = 16 * 1024;

const anyJson: z.ZodType<Json> = z.json();
const shortText = z.string().max(256);
const locale = z
  .string()
  .max(35)
  .transform((text) => text.toWellFormed());

/**
 * What a client posts. Direct Line is lenient: unknown members are dropped, and so are attachments by address;
 * files come through `upload` only.
 */
export const postedActivity = z.object({
  type: z.string().min(1).max(64),
  id: shortText.optional(),
  text: z.string().optional(),
  name: z.string().max(128).optional(),
  value: anyJson.optional(),
  code: shortText.optional(),
  locale: locale.optional(),
  channelData: anyJson.optional(),
});

export type PostedActivity = z.infer<typeof postedActivity>;

/** Value of an event `answer.feedback`. */
export const answerFeedback: z.ZodType<AnswerFeedback> = z.strictObject({
  answerId: z.string().regex(/^\d{1,10}\.\d{1,3}$/, 'take it from channelData.anxin.answer'),
  useful: z.boolean(),
});

/** Body of `POST /tokens/generate`. */
export const tokenRequest = z.object({
  user: z
    .object({
      id: z
        .string()
        .regex(/^dl_[^\p{Cc}\p{Cs}]{1,97}$/u, 'must begin with dl_, at most 100 characters'),
    })
    .optional(),
  shopperToken: z.string().max(4096).optional(),
});

/** Body of `POST /conversations`. */
export const conversationRequest = z.object({ locale: locale.optional() });

/** Answer of the token and conversation endpoints. */
export interface ConversationReply {
  readonly conversationId: string;
  readonly token: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Of conversations only. */
  readonly streamUrl?: string;
  readonly referenceGrammarId?: string;
}

export interface ActivityAttachment {
  readonly contentType: string;
  readonly contentUrl: string;
  readonly name: string;
}

export interface SuggestedAction {
  readonly type: 'imBack';
  readonly title: string;
  readonly value: string;
}

/** What a client receives. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly channelId: 'directline';
  readonly conversation: { readonly id: string };
  readonly from: {
    readonly id: string;
    readonly name?: string;
    readonly role: 'user' | 'bot';
  };
  readonly text?: string;
  readonly textFormat?: 'plain';
  readonly locale?: string;
  readonly name?: string;
  readonly value?: Json;
  readonly attachments?: readonly ActivityAttachment[];
  readonly suggestedActions?: { readonly actions: readonly SuggestedAction[] };
  readonly channelData?: Json;
}

/** Page of the log, frame of the stream. Ephemeral frames have no watermark. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark?: string;
}
