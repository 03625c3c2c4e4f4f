import type { Effect } from '../conversation/effect.ts';
import { type AftersalesCase, type Answer, type Deadline, isUnseen } from './case.ts';
import { caseWrite, type StoredCase } from './case-document.ts';
import {
  answerAlarm,
  cancelTimers,
  newCaseAlarm,
  promiseOf,
  promiseWrite,
  setTimers,
} from './promise.ts';

/** Timer kind of a duty's end and of the reminder before it; its payload is `{caseId, conversationId, what, isNear?}`. */
export const deadlineTimer = 'case.deadline';

/**
 * What a changed case changes with it: the document, unless somebody else changed it since; timers of duties that
 * began or ended; what of it is promised; and the alarms of an answer that waits, and of a new case that nothing else
 * would remind of. `null` before: the case is new.
 */
export function caseChange(before: StoredCase | null, after: AftersalesCase): readonly Effect[] {
  const was = new Map(before?.aftersalesCase.deadlines.map((duty) => [duty.what, duty]));
  return [
    { kind: 'document.put', write: caseWrite(after, before?.etag ?? null) },
    ...after.deadlines.flatMap((duty) => dutyChange(after, duty, was.get(duty.what))),
    ...answerChange(before?.aftersalesCase.answer ?? null, after),
    ...newsChange(before?.aftersalesCase ?? null, after),
  ];
}

function newsChange(before: AftersalesCase | null, after: AftersalesCase): readonly Effect[] {
  const wasUnseen = before !== null && isUnseen(before);
  if (wasUnseen === isUnseen(after)) return [];
  const seenAt = wasUnseen ? lastAt(after) : null;
  return [{ kind: 'document.put', write: promiseWrite(newCaseAlarm(after, seenAt)) }];
}

const lastAt = ({ history, openedAt }: AftersalesCase) => history.at(-1)?.at ?? openedAt;

/** A newer answer takes the place of an older one: one alarm for each case. */
function answerChange(was: Answer | null, after: AftersalesCase): readonly Effect[] {
  if (was?.seq === after.answer?.seq) return [];
  const seenAt = after.history.at(-1)?.at ?? null;
  const alarms = [
    ...(was === null ? [] : [answerAlarm(after, was, seenAt)]),
    ...(after.answer === null ? [] : [answerAlarm(after, after.answer, null)]),
  ];
  return alarms.map((alarm) => ({ kind: 'document.put', write: promiseWrite(alarm) }));
}

function dutyChange(
  one: AftersalesCase,
  duty: Deadline,
  before: Deadline | undefined,
): readonly Effect[] {
  if (duty === before) return [];
  const promise = promiseOf(one, duty);
  const written: readonly Effect[] =
    promise === null ? [] : [{ kind: 'document.put', write: promiseWrite(promise) }];
  return [...timerChange(one, duty, before), ...written];
}

function timerChange(
  { caseId, conversationId }: AftersalesCase,
  duty: Deadline,
  before: Deadline | undefined,
): readonly Effect[] {
  const { what, state } = duty;
  const id = `${caseId}:${what}`;
  const payload = { caseId, conversationId, what };
  if (before === undefined) return setTimers({ id, kind: deadlineTimer, payload }, duty);
  // A breached one has fired, and its reminder before it.
  const isOver = before.state === 'running' && (state === 'kept' || state === 'withdrawn');
  return isOver ? cancelTimers(id) : [];
}
