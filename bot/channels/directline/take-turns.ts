/** Short enough that what falls due in it delays nobody. */
const stepMs = 100;

/**
 * Gives each member its turn once in about `everyMs`, a few at a time: ten thousand at once would hold up whoever
 * waits for an answer. Returns the way to stop.
 */
export function takeTurns<T>(
  members: ReadonlySet<T>,
  everyMs: number,
  act: (member: T) => void,
): () => void {
  const steps = Math.max(1, Math.round(everyMs / stepMs));
  let round = members.values();
  /** Turns that have fallen due; below 1 nobody's has. */
  let due = 0;

  function next(): T | undefined {
    const { value, done } = round.next();
    if (!done) return value;
    round = members.values();
    return round.next().value;
  }

  const timer = setInterval(() => {
    due = Math.min(members.size, due + members.size / steps);
    for (; due >= 1; due -= 1) {
      const member = next();
      if (member !== undefined) act(member);
    }
  }, everyMs / steps);
  timer.unref();
  return () => clearInterval(timer);
}
