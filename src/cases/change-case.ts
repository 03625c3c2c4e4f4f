import type { AftersalesCase, Deadline } from './case.ts';

/** The case once the order system has taken its request: it is being reviewed, unless a person was quicker. */
export function withService(
  aftersalesCase: AftersalesCase,
  serviceId: string,
  at: number,
): AftersalesCase {
  if (aftersalesCase.serviceId !== null) return aftersalesCase;
  const { status, history } = aftersalesCase;
  return {
    ...aftersalesCase,
    serviceId,
    status: status === 'opened' ? 'reviewing' : status,
    history: [...history, { at, what: 'submitted' }],
  };
}

/** The case after the end of a duty that nobody kept; unchanged where it does not run any more. */
export function withBreach(
  aftersalesCase: AftersalesCase,
  what: string,
  at: number,
): AftersalesCase {
  return withDuty(aftersalesCase, what, {
    isDue: ({ state }) => state === 'running',
    change: (duty) => ({ ...duty, state: 'breached' }),
    event: { at, what: `breached:${what}` },
  });
}

/** The case once a duty was reminded of; unchanged where that was done, is too late, or is not needed any more. */
export function withReminder(
  aftersalesCase: AftersalesCase,
  what: string,
  at: number,
): AftersalesCase {
  return withDuty(aftersalesCase, what, {
    isDue: ({ state, remindedAt, dueAt }) =>
      state === 'running' && remindedAt === undefined && at < dueAt,
    change: (duty) => ({ ...duty, remindedAt: at }),
    event: { at, what: `reminded:${what}` },
  });
}

interface DutyChange {
  readonly isDue: (duty: Deadline) => boolean;
  readonly change: (duty: Deadline) => Deadline;
  readonly event: AftersalesCase['history'][number];
}

function withDuty(one: AftersalesCase, what: string, { isDue, change, event }: DutyChange) {
  const duty = one.deadlines.find((other) => other.what === what);
  if (duty === undefined || !isDue(duty)) return one;
  return {
    ...one,
    deadlines: one.deadlines.map((other) => (other === duty ? change(duty) : other)),
    history: [...one.history, event],
  };
}
