import type { Shopper } from '../../src/commerce/shopper.ts';
import { stateFromJson, stateToJson } from '../../src/conversation/conversation-state.ts';
import type { NewEntry } from '../../src/conversation/log-entry.ts';
import type {
  ConversationRecord,
  PendingClaim,
  TurnStore,
} from '../../src/conversation/turn-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import type { Fault } from '../../src/kernel/fault.ts';
import type { ConversationId, ShopperId } from '../../src/kernel/ids.ts';
import type { LeaseToken } from '../../src/kernel/lease.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { DecideTurn, TurnDecision, TurnInput } from './decide-turn.ts';
import { createSweep } from './sweep.ts';
import { within } from './within.ts';

/** Runs the turns of accepted messages: one conversation at a time, many conversations side by side. */
export interface TurnRunner {
  /** There may be a message to answer. Returns at once; a failure is logged and taken up by the sweep. */
  wake(conversationId: ConversationId): void;
  /** Takes up what a crash or a full store left behind, every `sweepMs`. */
  start(): void;
  /** Ends the sweep and waits for the running turns. */
  drain(): Promise<void>;
}

interface TurnRunnerDeps {
  readonly store: TurnStore;
  readonly decide: DecideTurn;
  /** Whether the merchant vouches for this shopper. */
  readonly shopperOf: (shopperId: ShopperId) => Shopper;
  /** What the shopper reads when a turn threw; `reference` finds it in the log. */
  readonly sayFailed: (reference: string) => NewEntry;
  readonly newReference: () => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fault: Fault;
  /** Name of this process among the holders of leases. */
  readonly holder: string;
  readonly onTurn?: (outcome: 'committed' | 'failed' | 'repeated', ms: number) => void;
}

const sweepMs = 1_000;
/** A message that has waited this long has lost its runner. */
const idleForMs = 3_000;
const leaseMs = 30_000;
/** A message whose turn has been taken up that often and never ended is given up: it may be what ends the process. */
const maxAttempts = 3;
/** A turn may meet that many changes of its conversation in a row. */
const maxRepeats = 16;

/** Taken up by the sweep. */
type Claim = Pick<PendingClaim, 'lease' | 'attempt'>;

export function createTurnRunner(deps: TurnRunnerDeps): TurnRunner {
  const inProgress = new Map<ConversationId, Promise<void>>();
  /** Those of them that were woken again meanwhile. */
  const wokenAgain = new Set<ConversationId>();

  async function run(conversationId: ConversationId, claim?: Claim): Promise<void> {
    try {
      do {
        wokenAgain.delete(conversationId);
        await runTurns(deps, conversationId, claim);
      } while (wokenAgain.has(conversationId));
    } catch (error) {
      deps.logger.error({ err: error, conversationId }, 'turn not committed; the sweep retries');
    }
    inProgress.delete(conversationId);
  }

  /** Resolves when nothing of the conversation waits any more, or its turn has failed. */
  function begin(conversationId: ConversationId, claim?: Claim): Promise<void> {
    const running = inProgress.get(conversationId);
    if (running) {
      wokenAgain.add(conversationId);
      return running;
    }
    const work = run(conversationId, claim);
    inProgress.set(conversationId, work);
    return work;
  }

  const sweep = createSweep({
    name: 'turns',
    everyMs: sweepMs,
    logger: deps.logger,
    async work() {
      const claims = { holder: deps.holder, leaseMs, idleForMs, limit: 1 };
      const [claim] = await deps.store.claimPending(claims);
      if (!claim) return false;
      const work = begin(claim.conversationId, claim);
      // It may be what ended the process before. Taken up alone it proves that it is not, or is found out, and none
      // of those who waited beside it is given up in its place.
      if (claim.attempt > 1) await within(leaseMs, work);
      return true;
    },
  });

  return {
    wake: (conversationId) => void begin(conversationId),
    start: () => sweep.start(),
    async drain() {
      await sweep.drain();
      await Promise.all(inProgress.values());
    },
  };
}

/** Runs the turns that wait, one after another, until none does or another holder has them. */
async function runTurns(
  deps: TurnRunnerDeps,
  conversationId: ConversationId,
  claim: Claim | undefined,
): Promise<void> {
  let isHopeless = (claim?.attempt ?? 0) > maxAttempts;
  for (let repeats = 0; repeats < maxRepeats; ) {
    const outcome = await runTurn(deps, { conversationId, isHopeless, lease: claim?.lease });
    if (outcome === 'idle' || outcome === 'fenced') return;
    if (outcome === 'repeat') repeats += 1;
    else {
      repeats = 0;
      // It was the message at the head that could not be answered; the next one gets its chances.
      isHopeless = false;
    }
  }
  throw new AppError('INTERNAL', `'${conversationId}' changed ${maxRepeats} times during its turn`);
}

interface TurnToRun {
  readonly conversationId: ConversationId;
  /** Answered with the apology, without being thought about once more. */
  readonly isHopeless: boolean;
  readonly lease: LeaseToken | undefined;
}

async function runTurn(
  deps: TurnRunnerDeps,
  { conversationId, isHopeless, lease }: TurnToRun,
): Promise<'done' | 'repeat' | 'idle' | 'fenced'> {
  const begun = performance.now();
  const record = await deps.store.load(conversationId);
  const entry = record?.pending[0];
  if (!record || !entry) return 'idle';
  const input = inputOf(deps, record, { conversationId, entry });
  const { decision, isFailed } = isHopeless
    ? giveUp(deps, input, new AppError('INTERNAL', `not ended in ${maxAttempts} attempts`))
    : await decideSafely(deps, input);
  deps.fault('before-commit');
  const result = await deps.store.commit(commitOf(input, record, decision, lease));
  deps.fault('after-commit');
  const isCommitted = result.kind === 'committed';
  if (isCommitted) decision.onCommitted?.();
  const outcome = isFailed ? 'failed' : 'committed';
  deps.onTurn?.(isCommitted ? outcome : 'repeated', performance.now() - begun);
  if (isCommitted) return 'done';
  return result.kind === 'fenced' ? 'fenced' : 'repeat';
}

function inputOf(
  { shopperOf, clock }: TurnRunnerDeps,
  record: ConversationRecord,
  turn: Pick<TurnInput, 'conversationId' | 'entry'>,
): TurnInput {
  const state = stateFromJson(record.state);
  const shopper = record.shopperId === null ? null : shopperOf(record.shopperId);
  return { ...turn, state, shopper, now: clock.now() };
}

function commitOf(
  input: TurnInput,
  record: ConversationRecord,
  decision: TurnDecision,
  lease: LeaseToken | undefined,
) {
  const { conversationId, entry } = input;
  const isUnchanged = decision.state === input.state;
  return {
    conversationId,
    key: `turn:${entry.seq}`,
    etag: record.etag,
    processedUpTo: entry.seq,
    entries: decision.entries,
    effects: decision.effects,
    ...(isUnchanged ? {} : { state: stateToJson(decision.state) }),
    ...(lease ? { lease } : {}),
  };
}

async function decideSafely(deps: TurnRunnerDeps, input: TurnInput) {
  try {
    return { decision: await deps.decide(input), isFailed: false };
  } catch (error) {
    return giveUp(deps, input, error);
  }
}

/** A turn that failed keeps the state and tells the shopper so, with a number that finds it in the log. */
function giveUp(deps: TurnRunnerDeps, { conversationId, entry, state }: TurnInput, err: unknown) {
  const reference = deps.newReference();
  deps.logger.error({ err, conversationId, seq: entry.seq, reference }, 'turn failed');
  const decision: TurnDecision = { state, entries: [deps.sayFailed(reference)], effects: [] };
  return { decision, isFailed: true };
}
