/** The moments of a turn at which a test may let the process die, to prove that nothing is lost there. */
export const turnFaultPoints = [
  'after-accept',
  'before-commit',
  'after-commit',
  'before-push',
] as const;

/** Those, and the moments of what fires later: a call made and not settled, a timer taken up, a timer fired. */
export const faultPoints = [...turnFaultPoints, 'after-call', 'before-fire', 'after-fire'] as const;

export type FaultPoint = (typeof faultPoints)[number];

/** Called at each point; does nothing in ordinary life. */
export type Fault = (point: FaultPoint) => void;

export const noFault: Fault = () => undefined;

/** Kills this process by SIGKILL, as a power cut would end it, when `at` is reached. */
export function createFault(at: FaultPoint): Fault {
  return (point) => {
    if (point === at) process.kill(process.pid, 'SIGKILL');
  };
}
