// What a shopper thinks of an answer, as it goes over the wire. No schema here: the page imports it.

/** Name of the event that a client posts. */
export const feedbackEvent = 'answer.feedback';

/** Its value; the last one of an answer counts. */
export interface AnswerFeedback {
  /** From `channelData.anxin.answer` of the answer. */
  readonly answerId: string;
  readonly useful: boolean;
}
