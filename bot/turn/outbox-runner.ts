import type { OutboxCall, OutboxStore } from '../../src/conversation/outbox-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { Fault } from '../../src/kernel/fault.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { createSweep, type Sweep } from './sweep.ts';
import { within } from './within.ts';

/**
 * Makes one call. It comes at least once: the other side is told `call.key` and opens nothing twice for it, and what
 * it answered is noted here in a way that may be repeated. Throws when it should be tried again.
 */
export type CallTarget = (call: OutboxCall) => Promise<void>;

export type CallOutcome = 'done' | 'retry' | 'dead';

interface OutboxRunnerDeps {
  readonly store: OutboxStore;
  /** By the name that `outbox.put` gives as `target`. */
  readonly targets: Readonly<Record<string, CallTarget>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fault: Fault;
  /** Name of this process among the holders of leases. */
  readonly holder: string;
  readonly onCall?: (target: string, outcome: CallOutcome) => void;
}

const sweepMs = 500;
const leaseMs = 30_000;
/** Calls made side by side. */
const claimLimit = 16;
/** Below the lease, and below what a draining server may take. */
const callLimitMs = 10_000;
const firstRetryMs = 2_000;
const longestRetryMs = 60 * 60 * 1_000;
/** With these waits the last attempt is about ten hours after the first: a night without the other system. */
const maxAttempts = 20;

/** Makes the calls that commits left in the outbox, until each is answered or has failed too often. */
export function createOutboxRunner(deps: OutboxRunnerDeps): Sweep {
  return createSweep({
    name: 'outbox',
    everyMs: sweepMs,
    logger: deps.logger,
    async work() {
      const claim = { holder: deps.holder, leaseMs, limit: claimLimit };
      const calls = await deps.store.claimOutbox(claim);
      await Promise.all(calls.map((call) => settleCall(deps, call)));
      return calls.length === claimLimit;
    },
  });
}

/** When to try again after that many attempts; `null`: not at all. */
export function retryDelayMs(attempt: number): number | null {
  if (attempt >= maxAttempts) return null;
  return Math.min(longestRetryMs, firstRetryMs * 2 ** (attempt - 1));
}

async function settleCall(deps: OutboxRunnerDeps, call: OutboxCall): Promise<void> {
  const { key, target, attempt } = call;
  const failure = await tryCall(deps, call);
  deps.fault('after-call');
  const delayMs = failure === null ? 0 : retryDelayMs(attempt);
  const outcome = failure === null ? 'done' : delayMs === null ? 'dead' : 'retry';
  if (outcome === 'retry') deps.logger.warn({ err: failure, key, target, attempt }, 'call failed');
  if (outcome === 'dead')
    deps.logger.error({ err: failure, key, target, attempt }, 'call given up: a person must look');
  const retryAt = deps.clock.now() + (delayMs ?? 0);
  try {
    await deps.store.settleOutbox(call.lease, outcome === 'retry' ? { retryAt } : outcome);
    deps.onCall?.(target, outcome);
  } catch (error) {
    deps.logger.warn({ err: error, key, target }, 'call not settled; it is made again');
  }
}

/** What went wrong, or `null`. */
async function tryCall({ targets }: OutboxRunnerDeps, call: OutboxCall): Promise<unknown> {
  const make = Object.hasOwn(targets, call.target) ? targets[call.target] : undefined;
  if (make === undefined) return new AppError('INTERNAL', `no outbox target '${call.target}'`);
  // Each attempt counts from its claim on, so a call that ends the process every time is given up as well.
  if (call.attempt > maxAttempts) return new AppError('INTERNAL', 'it never came to an end');
  try {
    await within(callLimitMs, make(call));
    return null;
  } catch (error) {
    return error ?? new AppError('INTERNAL', 'the target threw nothing');
  }
}
