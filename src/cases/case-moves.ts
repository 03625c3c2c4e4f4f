import type { Actor, AftersalesCase, CaseStatus, DutyPhase } from './case.ts';

/** What can be done with a case. */
export interface CaseMove {
  readonly by: readonly Actor['role'][];
  readonly from: readonly CaseStatus[];
  /** Where it leads; `same` leaves the status, `onward` is where it was on the way to before the shopper was asked. */
  readonly to: CaseStatus | 'same' | 'onward';
  /** Duties of these phases that run are kept by it; all others that it ends are withdrawn. */
  readonly keeps: readonly DutyPhase[];
  readonly withdraws: readonly DutyPhase[];
  /** The phase of the duty that a date given with it begins; `null`: it takes no date. */
  readonly begins: DutyPhase | null;
  /** What must come with it. */
  readonly needs: readonly ('note' | 'dueAt' | 'verdict' | 'owner')[];
}

const staff = ['agent', 'supervisor'] as const;
const unfinished = [
  'opened',
  'waiting_for_shopper',
  'reviewing',
  'decided',
  'in_progress',
  'reopened',
] as const;
const plain = { keeps: [], withdraws: [], begins: null, needs: [] } as const;

/**
 * The life of a case: who may do what, from where, and where it leads.
 *
 *     opened ──review──▶ reviewing ──decide──▶ decided ──start──▶ in_progress ──close──▶ closed
 *        │  ▲               │  ▲                                       │  ▲               │
 *        └──ask─▶ waiting_for_shopper ──answer──┘ ◀────────ask─────────┘  └─answer        reopen
 *                                                                                         ▼
 *     withdraw leads from everywhere to closed                                        reopened
 */
export const caseMoves = {
  /** Somebody sees to it from now on. */
  assign: { ...plain, by: staff, from: unfinished, to: 'same', needs: ['owner'] },
  /** The order system or a person has begun to look. */
  review: {
    ...plain,
    by: [...staff, 'system'],
    from: ['opened', 'reopened'],
    to: 'reviewing',
    begins: 'review',
  },
  /** The shopper must say or send something, until a day. */
  ask: {
    ...plain,
    by: staff,
    from: ['opened', 'reviewing', 'decided', 'in_progress', 'reopened'],
    to: 'waiting_for_shopper',
    begins: 'answer',
    needs: ['note', 'dueAt'],
  },
  /** The shopper has said or sent it. */
  answer: {
    ...plain,
    by: [...staff, 'shopper'],
    from: ['waiting_for_shopper'],
    to: 'onward',
    keeps: ['answer'],
  },
  decide: {
    ...plain,
    by: staff,
    from: ['opened', 'waiting_for_shopper', 'reviewing', 'reopened'],
    to: 'decided',
    keeps: ['review'],
    withdraws: ['answer'],
    begins: 'outcome',
    needs: ['verdict', 'note'],
  },
  /** What was decided is being done. */
  start: { ...plain, by: staff, from: ['decided'], to: 'in_progress', begins: 'outcome' },
  close: {
    ...plain,
    by: staff,
    from: ['decided', 'in_progress'],
    to: 'closed',
    keeps: ['review', 'outcome'],
    withdraws: ['answer'],
  },
  /** The shopper does not want it any more. */
  withdraw: {
    ...plain,
    by: [...staff, 'shopper'],
    from: unfinished,
    to: 'closed',
    withdraws: ['answer', 'review', 'outcome'],
  },
  reopen: {
    ...plain,
    by: staff,
    from: ['closed'],
    to: 'reopened',
    begins: 'review',
    needs: ['note', 'dueAt'],
  },
} as const satisfies Readonly<Record<string, CaseMove>>;

export type MoveName = keyof typeof caseMoves;

/** What this role may do with the case now. */
export function movesFor(one: Pick<AftersalesCase, 'status'>, role: Actor['role']) {
  const names = Object.keys(caseMoves) as MoveName[]; // keys of a literal of ours
  return names.filter((name) => mayMove(one, name, role));
}

export function mayMove(
  { status }: Pick<AftersalesCase, 'status'>,
  name: MoveName,
  role: Actor['role'],
): boolean {
  const { by, from }: CaseMove = caseMoves[name];
  return by.includes(role) && from.includes(status);
}
