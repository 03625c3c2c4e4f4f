import type { AgentId, ConversationId, FileId, RevisionId, ShopperId } from '../kernel/ids.ts';
import type { Period } from '../policy/deadline/deadline.ts';
import type { Facts, Outcome } from '../policy/decision.ts';
import type { Verdict } from './verdict.ts';

/** Where a case stands; `case-moves.ts` says how it gets from one to another. */
export const caseStatuses = [
  'opened',
  'waiting_for_shopper',
  'reviewing',
  'decided',
  'in_progress',
  'closed',
  'reopened',
] as const;

export type CaseStatus = (typeof caseStatuses)[number];

/**
 * What a duty is about, and so what ends it: `answer` is the shopper's and ends when they have answered; `review` is
 * the shop's until it has decided, `outcome` the shop's until the case is closed.
 */
export type DutyPhase = 'answer' | 'review' | 'outcome';

/** A duty with its end. */
export interface Deadline {
  /** Unique in the case, e.g. `review`. */
  readonly what: string;
  /** In Chinese, as it was told to the shopper. */
  readonly label: string;
  /** Epoch ms. */
  readonly dueAt: number;
  readonly state: 'running' | 'kept' | 'breached' | 'withdrawn';
  readonly phase: DutyPhase;
  /** When the date was given, epoch ms. */
  readonly madeAt: number;
  /** When it was reminded of, before its end. */
  readonly remindedAt?: number;
  /** When it was over, in time, late, or because nobody needs it any more. */
  readonly doneAt?: number;
}

/** A duty that begins once the case gets somewhere, e.g. a refund so many days after the goods are back. */
export interface DutyToCome {
  readonly what: string;
  readonly label: string;
  readonly period: Period;
  readonly from: CaseStatus;
  /** In Chinese, what it is counted from, e.g. 商家收到退回的商品. */
  readonly since: string;
}

/** Who moved a case. */
export interface Actor {
  readonly role: 'shopper' | 'agent' | 'supervisor' | 'system';
  readonly id: string;
}

export interface CaseEvent {
  /** Epoch ms. */
  readonly at: number;
  /** `opened`, a move of `case-moves.ts`, or `reminded:` and `breached:` with the duty. */
  readonly what: string;
  /** Absent: by itself. */
  readonly by?: Actor;
  /** What the shopper was told with it. */
  readonly note?: string;
}

/** A file that the shopper sent for the case; its name stands in the log, under `seq`. */
export interface Attachment {
  readonly fileId: FileId;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly seq: number;
}

/** What the shopper sent for a case; nobody of the shop has looked at it yet. */
export interface Answer {
  /** Of the message. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  /** In Chinese, for the desk. */
  readonly label: string;
}

/** An after-sales case: what the shopper asked for, what was decided, and who owes what until when. */
export interface AftersalesCase {
  /** What people read out: short, and given by conversation and seq, so that a turn run again opens the same one. */
  readonly caseId: string;
  /** An intent, e.g. `return_goods`. */
  readonly kind: string;
  /** In Chinese, e.g. 退货. */
  readonly title: string;
  readonly status: CaseStatus;
  readonly conversationId: ConversationId;
  readonly shopperId: ShopperId | null;
  /** What was decided upon, e.g. the title of the goods. */
  readonly subject: string;
  readonly orderId: string | null;
  readonly itemId: string | null;
  readonly facts: Facts;
  /** What the bot told by the tables, before a person looked. */
  readonly outcome: Outcome;
  readonly decisionId: string;
  readonly revision: RevisionId;
  readonly openedAt: number;
  readonly deadlines: readonly Deadline[];
  readonly toCome: readonly DutyToCome[];
  readonly history: readonly CaseEvent[];
  readonly attachments: readonly Attachment[];
  /** What waits to be looked at; `null`: nothing. */
  readonly answer: Answer | null;
  /** Who sees to it; `null`: nobody yet. */
  readonly ownerId: AgentId | null;
  /** What the shop decided; `null`: nothing yet, or not again since it was reopened. */
  readonly verdict: Verdict | null;
  /** Of the order system, once it has taken the request. */
  readonly serviceId: string | null;
}

/** The duties that will begin: none in a case that is over or refused, but they wait there for it to be reopened. */
export function awaitedDuties({
  status,
  verdict,
  toCome,
}: Pick<AftersalesCase, 'status' | 'verdict' | 'toCome'>): readonly DutyToCome[] {
  return status === 'closed' || verdict?.result === 'refused' ? [] : toCome;
}

/** Whether the shop promised no day for a case, and nobody of the staff has moved it: nothing would remind of it. */
export function isUnseen({ status, openedAt, deadlines, history }: AftersalesCase): boolean {
  const isDated = deadlines.some(({ phase, madeAt }) => phase !== 'answer' && madeAt === openedAt);
  return status !== 'closed' && !isDated && !history.some(({ by }) => by && isStaff(by));
}

export const isStaff = ({ role }: Actor): boolean => role === 'agent' || role === 'supervisor';

/** Whose move it is. */
export function turnOf({ status }: Pick<AftersalesCase, 'status'>): 'shop' | 'shopper' | 'nobody' {
  if (status === 'closed') return 'nobody';
  return status === 'waiting_for_shopper' ? 'shopper' : 'shop';
}
