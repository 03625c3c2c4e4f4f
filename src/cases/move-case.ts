import type { AgentId } from '../kernel/ids.ts';
import {
  type Actor,
  type AftersalesCase,
  awaitedDuties,
  type CaseEvent,
  type CaseStatus,
  type Deadline,
  type DutyToCome,
  isStaff,
} from './case.ts';
import { type CaseMove, caseMoves, type MoveName, mayMove } from './case-moves.ts';
import type { Verdict } from './verdict.ts';

/** A move with all that comes with it. */
export interface GivenMove {
  readonly move: MoveName;
  readonly by: Actor;
  /** Epoch ms. */
  readonly at: number;
  /** What the shopper is told with it. */
  readonly note?: string | undefined;
  /** The end of the duty that begins with it, and its name in Chinese. */
  readonly due?: { readonly at: number; readonly label: string } | undefined;
  readonly verdict?: Verdict | undefined;
  readonly owner?: AgentId | undefined;
}

/** Why a move cannot be: of the case, of who asks, or of what came with it. */
export type Refusal =
  | { readonly kind: 'refused'; readonly why: 'status' | 'role' }
  | { readonly kind: 'refused'; readonly why: 'lacks'; readonly lacks: string };

export type Moved = { readonly kind: 'moved'; readonly after: AftersalesCase } | Refusal;

/** The end of a period that begins now. */
export type DueOf = (duty: DutyToCome, from: number) => number;

/** The case after a move. */
export function moveCase(before: AftersalesCase, given: GivenMove, dueOf: DueOf): Moved {
  const { move, by, at, note, owner } = given;
  const rule: CaseMove = caseMoves[move];
  if (!rule.by.includes(by.role)) return { kind: 'refused', why: 'role' };
  if (!mayMove(before, move, by.role)) return { kind: 'refused', why: 'status' };
  const lacks = lacking(rule, given);
  if (lacks !== null) return { kind: 'refused', why: 'lacks', lacks };
  const verdict = move === 'reopen' ? null : (given.verdict ?? before.verdict);
  const status = statusAfter(before, rule);
  const event: CaseEvent = { at, what: move, by, ...(note === undefined ? {} : { note }) };
  const { deadlines, toCome } = dutiesAfter({ ...before, status, verdict }, { rule, given, dueOf });
  const after = {
    ...before,
    status,
    verdict,
    deadlines,
    toCome,
    history: [...before.history, event],
    // Whoever of the staff moves a case has looked at it.
    answer: isStaff(by) ? null : before.answer,
    ownerId: owner ?? ownerAfter(before, by),
  };
  return { kind: 'moved', after };
}

function lacking(rule: CaseMove, { note, due, verdict, owner, at }: GivenMove): string | null {
  const has = { note, dueAt: due, verdict, owner };
  const missing = rule.needs.find((need) => has[need] === undefined);
  if (missing !== undefined) return missing;
  if (due === undefined) return null;
  if (rule.begins === null) return 'a move that takes a dueAt';
  return due.at > at ? null : 'a dueAt that lies ahead';
}

function statusAfter({ status, verdict, toCome }: AftersalesCase, { to }: CaseMove): CaseStatus {
  if (to === 'same') return status;
  if (to !== 'onward') return to;
  if (verdict === null) return 'reviewing';
  // What begins with the carrying out has not begun: an answer does not begin it either.
  return toCome.some(({ from }) => from === 'in_progress') ? 'decided' : 'in_progress';
}

/** Whoever of the staff moves a case that is nobody's sees to it. */
function ownerAfter({ ownerId }: AftersalesCase, by: Actor): AgentId | null {
  // Staff are named by the id they signed in with.
  return ownerId ?? (isStaff(by) ? (by.id as AgentId) : null);
}

interface Ending {
  readonly rule: CaseMove;
  readonly given: GivenMove;
  readonly dueOf: DueOf;
}

function dutiesAfter(moved: AftersalesCase, { rule, given, dueOf }: Ending) {
  const { at, due } = given;
  const ended = moved.deadlines.map((one) => endedBy(one, rule, at));
  const begun = awaitedDuties(moved).filter(({ from }) => from === moved.status);
  const started = begun.map((duty) =>
    running(ended, { what: duty.what, label: duty.label, dueAt: dueOf(duty, at) }, at),
  );
  const dated =
    due === undefined || rule.begins === null
      ? []
      : [
          running(
            ended,
            { what: rule.begins, label: due.label, dueAt: due.at, phase: rule.begins },
            at,
          ),
        ];
  return {
    deadlines: [...ended, ...started, ...dated],
    toCome: moved.toCome.filter((duty) => !begun.includes(duty)),
  };
}

function endedBy(one: Deadline, { keeps, withdraws }: CaseMove, at: number): Deadline {
  if (one.doneAt !== undefined) return one;
  if (keeps.includes(one.phase))
    return { ...one, state: one.state === 'running' ? 'kept' : one.state, doneAt: at };
  if (!withdraws.includes(one.phase)) return one;
  return { ...one, state: one.state === 'running' ? 'withdrawn' : one.state, doneAt: at };
}

type Begun = Pick<Deadline, 'what' | 'label' | 'dueAt'> & Partial<Pick<Deadline, 'phase'>>;

/** A name is used once in a case: the second time it is numbered. */
function running(others: readonly Deadline[], begun: Begun, madeAt: number): Deadline {
  const same = others.filter(({ what }) => what.split('#')[0] === begun.what).length;
  const what = same === 0 ? begun.what : `${begun.what}#${same + 1}`;
  return { phase: 'outcome', ...begun, what, state: 'running', madeAt };
}
