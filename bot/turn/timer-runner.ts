import { type ConversationState, stateToJson } from '../../src/conversation/conversation-state.ts';
import type { Effect } from '../../src/conversation/effect.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type { DueTimer, TimerStore } from '../../src/conversation/timer-store.ts';
import type {
  ConversationRecord,
  TurnCommit,
  TurnStore,
} from '../../src/conversation/turn-store.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { Fault } from '../../src/kernel/fault.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import { createSweep, type Sweep } from './sweep.ts';

/** What a timer writes into its conversation, in one commit with its own end. */
export interface TimerCommit {
  readonly entries: readonly NewEntry[];
  readonly effects: readonly Effect[];
  /** Absent: unchanged. */
  readonly state?: ConversationState;
}

/** The two ways in which a timer can take effect; each takes effect once, however often it is tried. */
export interface Firing {
  /** Changes documents, timers, the outbox; nothing in a conversation. */
  settle(effects: readonly Effect[]): Promise<void>;
  /**
   * Writes into a conversation. `decide` sees it as it is, and again when somebody came in between; it reads and
   * changes nothing. While an agent owns the conversation (`stateFromJson(record.state).owner`) the bot has no
   * voice there: let it return an event instead of a message.
   */
  inConversation(
    conversationId: ConversationId,
    decide: (record: ConversationRecord) => TimerCommit | Promise<TimerCommit>,
  ): Promise<void>;
}

/** Throws when the timer should fire again later. */
export type FireTimer = (timer: DueTimer, firing: Firing) => Promise<void>;

export type TimerOutcome = 'fired' | 'failed';

interface TimerRunnerDeps {
  readonly store: TimerStore & Pick<TurnStore, 'load' | 'commit'>;
  /** By the timer's kind. */
  readonly kinds: Readonly<Record<string, FireTimer>>;
  readonly logger: Logger;
  readonly fault: Fault;
  /** Name of this process among the holders of leases. */
  readonly holder: string;
  readonly onTimer?: (kind: string, outcome: TimerOutcome) => void;
}

const sweepMs = 1_000;
/** A timer that failed fires again when its lease ends. */
const leaseMs = 30_000;
const claimLimit = 64;
/** A conversation may change that often in a row while a timer writes into it. */
const maxRepeats = 16;

/** Fires the timers that are due by the store's clock. */
export function createTimerRunner(deps: TimerRunnerDeps): Sweep {
  return createSweep({
    name: 'timers',
    everyMs: sweepMs,
    logger: deps.logger,
    async work() {
      const claim = { holder: deps.holder, leaseMs, limit: claimLimit };
      const timers = await deps.store.claimTimers(claim);
      await Promise.all(timers.map((timer) => fire(deps, timer)));
      return timers.length === claimLimit;
    },
  });
}

async function fire(deps: TimerRunnerDeps, timer: DueTimer): Promise<void> {
  const { id, kind } = timer;
  try {
    const fireKind = Object.hasOwn(deps.kinds, kind) ? deps.kinds[kind] : undefined;
    if (fireKind === undefined) throw new AppError('INTERNAL', `no timer kind '${kind}'`);
    deps.fault('before-fire');
    await fireKind(timer, firingOf(deps, timer));
    deps.fault('after-fire');
    deps.onTimer?.(kind, 'fired');
  } catch (error) {
    deps.logger.error({ err: error, timer: id, kind }, 'a timer failed; it fires again later');
    deps.onTimer?.(kind, 'failed');
  }
}

function firingOf({ store, logger }: TimerRunnerDeps, timer: DueTimer): Firing {
  const { id, kind, lease } = timer;

  async function settle(effects: readonly Effect[]): Promise<void> {
    // Not settled: moved, cancelled, or taken by another, whose it is now; or it fires again when the lease ends.
    if (!(await store.settleTimer(lease, effects))) logger.info({ timer: id, kind }, 'not settled');
  }

  return {
    settle,
    async inConversation(conversationId, decide) {
      for (let repeats = 0; repeats < maxRepeats; repeats++) {
        const record = await store.load(conversationId);
        // There is nobody left to tell.
        if (record === null) return settle([]);
        const decided = await decide(record);
        const result = await store.commit(commitOf(timer, { conversationId, record, decided }));
        if (result.kind === 'stale') continue;
        // It had fired at that very moment before, and was set once more since.
        if (result.kind === 'committed' && result.isDuplicate) await settle([]);
        return;
      }
      throw new AppError('INTERNAL', `'${conversationId}' changed ${maxRepeats} times meanwhile`);
    },
  };
}

interface Decided {
  readonly conversationId: ConversationId;
  readonly record: ConversationRecord;
  readonly decided: TimerCommit;
}

function commitOf(
  { id, dueAt, lease }: DueTimer,
  { conversationId, record, decided }: Decided,
): TurnCommit {
  const { state, entries, effects } = decided;
  return {
    conversationId,
    // A timer may be set anew under its id, and then it is another firing.
    key: `timer:${id}:${dueAt}`,
    etag: record.etag,
    entries,
    effects: [{ kind: 'timer.settle', lease }, ...effects],
    ...(state === undefined ? {} : { state: stateToJson(state) }),
  };
}
