import { z } from 'zod';
import type { Effect } from '../conversation/effect.ts';
import type { DocumentWrite } from '../kernel/document-store.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import { asJson, type Json } from '../kernel/json.ts';
import { readDocument } from '../kernel/read-document.ts';
import type { AftersalesCase, Answer, Deadline } from './case.ts';

/**
 * A date or period that the shop gave a shopper: a duty of a case, or what an agent promised in a conversation. So is
 * the look that a new case without such a duty is owed, and a shopper's answer to one: at once.
 */
export interface TrackedPromise {
  /** `<caseId>:<what>`, or `<conversationId>:<seq>` of the message that gave it. */
  readonly promiseId: string;
  readonly conversationId: ConversationId;
  readonly caseId: string | null;
  /** In Chinese, as it was told. */
  readonly label: string;
  /** `null`: the bot. */
  readonly by: AgentId | null;
  /** Of the message that gave it; `null`: of a case. */
  readonly seq: number | null;
  /** Epoch ms. */
  readonly madeAt: number;
  readonly dueAt: number;
  readonly state: Deadline['state'];
  /** When the desk was told that its end is near. */
  readonly remindedAt: number | null;
  /** It is a look at what the shopper sent. */
  readonly isAnswer?: true;
  /** It is the first look at a new case. */
  readonly isNew?: true;
  /** When it was over, in time or late; a broken one stays an alarm until then. */
  readonly doneAt: number | null;
}

export const promiseCollection = 'promise';

/** What is alarmed: near its end or past it, and not done. */
function isAlarm({ state, remindedAt, doneAt }: TrackedPromise): boolean {
  if (doneAt !== null) return false;
  return state === 'breached' || (state === 'running' && remindedAt !== null);
}

/** Writes a promise; `ifMatch` is absent where the eTag of its case guards it. */
export function promiseWrite(promise: TrackedPromise, ifMatch?: string | null): DocumentWrite {
  const { promiseId, conversationId, dueAt, state } = promise;
  return {
    collection: promiseCollection,
    id: promiseId,
    document: asJson(promise),
    indexes: {
      conversation: conversationId,
      ...(state === 'running' ? { running: dueAt } : {}),
      ...(isAlarm(promise) ? { alarm: dueAt } : {}),
    },
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

const text = (value: unknown) => typeof value === 'string';

/** Loose: what a newer version wrote beside it stays. */
const promiseShape = z.looseObject({
  promiseId: z.string(),
  conversationId: z.custom<ConversationId>(text),
  caseId: z.string().nullable(),
  label: z.string(),
  by: z.custom<AgentId>(text).nullable(),
  seq: z.number().nullable(),
  madeAt: z.number(),
  dueAt: z.number(),
  state: z.enum(['running', 'kept', 'breached', 'withdrawn']),
  remindedAt: z.number().nullable(),
  isAnswer: z.literal(true).exactOptional(),
  isNew: z.literal(true).exactOptional(),
  doneAt: z.number().nullable(),
});

/** Reads what `promiseWrite` wrote. */
export function promiseFromJson(document: Json): TrackedPromise {
  return readDocument<TrackedPromise>(promiseShape, document, 'promise');
}

/** What the shop owes by a case, as the promise that it is; `null`: the shopper's own duty. */
export function promiseOf(one: AftersalesCase, duty: Deadline): TrackedPromise | null {
  if (duty.phase === 'answer') return null;
  return {
    promiseId: `${one.caseId}:${duty.what}`,
    conversationId: one.conversationId,
    caseId: one.caseId,
    label: duty.label,
    by: null,
    seq: null,
    madeAt: duty.madeAt,
    dueAt: duty.dueAt,
    state: duty.state,
    remindedAt: duty.remindedAt ?? null,
    doneAt: duty.doneAt ?? null,
  };
}

/** The alarm of an answer, until `seenAt`. */
export function answerAlarm(
  one: AftersalesCase,
  { seq, at, label }: Answer,
  seenAt: number | null,
): TrackedPromise {
  const promiseId = `${one.caseId}:answer:${seq}`;
  return { ...lookAt(one, { promiseId, label, at, seenAt }), isAnswer: true };
}

/** The alarm of a new case, until `seenAt`. */
export function newCaseAlarm(one: AftersalesCase, seenAt: number | null): TrackedPromise {
  const { caseId, title, openedAt } = one;
  const look = { promiseId: `${caseId}:new`, label: title, at: openedAt, seenAt };
  return { ...lookAt(one, look), isNew: true };
}

interface Look extends Pick<TrackedPromise, 'promiseId' | 'label'> {
  readonly at: number;
  readonly seenAt: number | null;
}

/** A look of the staff's that is owed at once. */
function lookAt(
  { caseId, conversationId }: AftersalesCase,
  { promiseId, label, at, seenAt }: Look,
): TrackedPromise {
  return {
    promiseId,
    conversationId,
    caseId,
    label,
    by: null,
    seq: null,
    madeAt: at,
    dueAt: at,
    state: seenAt === null ? 'running' : 'kept',
    remindedAt: at,
    doneAt: seenAt,
  };
}

/** A quarter of the time that was given, but nobody looks at what is due in more than a day. */
const leadShare = 1 / 4;
const longestLeadMs = 24 * 3_600_000;

/** When to remind of what ends at `dueAt`. */
function remindAt({ madeAt, dueAt }: Pick<TrackedPromise, 'madeAt' | 'dueAt'>): number {
  return dueAt - Math.min((dueAt - madeAt) * leadShare, longestLeadMs);
}

/** Both timers of an end: before it, and at it. */
export function setTimers(
  timer: {
    readonly id: string;
    readonly kind: string;
    readonly payload: Readonly<Record<string, Json>>;
  },
  duty: Pick<TrackedPromise, 'madeAt' | 'dueAt'>,
): readonly Effect[] {
  const { id, kind, payload } = timer;
  const near = { id: `${id}:near`, kind, payload: { ...payload, isNear: true } };
  return [
    { kind: 'timer.set', timer: { ...near, dueAt: Math.floor(remindAt(duty)) } },
    { kind: 'timer.set', timer: { id, kind, payload, dueAt: duty.dueAt } },
  ];
}

export function cancelTimers(id: string): readonly Effect[] {
  return [
    { kind: 'timer.cancel', id: `${id}:near` },
    { kind: 'timer.cancel', id },
  ];
}
