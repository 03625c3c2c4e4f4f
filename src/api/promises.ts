import { z } from 'zod';

/** Query of `GET /api/promises`: what is near its end or past it, or all that runs; the first due first. */
export const promiseListQuery = z.strictObject({
  state: z.enum(['alarm', 'running']).default('alarm'),
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Body of `POST /api/conversations/{id}/promises`: what an agent's message promised, or that it promised nothing. */
export const promiseBody = z.strictObject({
  /** Of the message. */
  seq: z.number().int().positive(),
  dueAt: z.iso.datetime({ offset: true }),
  label: z.string().trim().min(1).max(200),
  isPromise: z.boolean().default(true),
});

/** How `POST /api/promises/{promiseId}/{end}` ends one; those of cases end by a move of the case. */
export const promiseEnd = z.enum(['keep', 'withdraw']);

/** A date or period that the shop gave a shopper. */
export interface PromiseView {
  readonly promiseId: string;
  readonly conversationId: string;
  /** `null`: an agent gave it in the conversation. */
  readonly caseId: string | null;
  readonly label: string;
  /** Id of the agent; `null`: the bot. */
  readonly by: string | null;
  readonly seq: number | null;
  readonly madeAt: string;
  readonly dueAt: string;
  readonly state: 'running' | 'kept' | 'breached' | 'withdrawn';
  readonly isOver: boolean;
  /** The shopper sent something for the case, at `madeAt`, and nobody has looked at it yet. */
  readonly isAnswer?: true;
  /** A new case for which no day was promised, of `madeAt`: nobody of the staff has moved it yet; `label` is its title. */
  readonly isNew?: true;
}

/** `GET /api/promises`. */
export interface PromiseList {
  readonly promises: readonly PromiseView[];
  readonly next?: string;
}

/** `GET /api/conversations/{id}/promises`. */
export interface ConversationPromises extends PromiseList {
  /** What agents' messages may have promised: nobody has said yet whether they did. */
  readonly heard: readonly {
    readonly seq: number;
    readonly label: string;
    readonly dueAt: string;
  }[];
  /** The same, where nobody can count the day: the year's holidays are not known. Track it with a day of your own. */
  readonly undated: readonly { readonly seq: number; readonly label: string }[];
}
