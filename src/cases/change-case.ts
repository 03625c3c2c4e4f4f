import type { AftersalesCase, Deadline } from './case.ts';

/** The case once the order system has taken its request: it is being reviewed. */
export function withService(
  aftersalesCase: AftersalesCase,
  serviceId: string,
  at: number,
): AftersalesCase {
  if (aftersalesCase.serviceId !== null) return aftersalesCase;
  return {
    ...aftersalesCase,
    serviceId,
    status: 'reviewing',
    history: [...aftersalesCase.history, { at, what: 'submitted' }],
  };
}

/** The case after the end of a duty that nobody kept; unchanged where it does not run any more. */
export function withBreach(
  aftersalesCase: AftersalesCase,
  what: string,
  at: number,
): AftersalesCase {
  if (!aftersalesCase.deadlines.some((one) => one.what === what && one.state === 'running'))
    return aftersalesCase;
  return {
    ...aftersalesCase,
    deadlines: aftersalesCase.deadlines.map((one) => breachedIf(one, what)),
    history: [...aftersalesCase.history, { at, what: `breached:${what}` }],
  };
}

function breachedIf(deadline: Deadline, what: string): Deadline {
  const isIt = deadline.what === what && deadline.state === 'running';
  return isIt ? { ...deadline, state: 'breached' } : deadline;
}
