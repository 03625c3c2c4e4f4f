import { commitAct } from '../conversation/commit-act.ts';
import type { Effect } from '../conversation/effect.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore, Page } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { type AgentId, type ConversationId, parseAgentId } from '../kernel/ids.ts';
import { cancelTimers, promiseWrite, setTimers, type TrackedPromise } from './promise.ts';
import { findPromise, listPromises, type WhichPromises } from './read-promises.ts';

/** Timer kind of a promise's end and of the reminder before it; its payload is `{promiseId, conversationId, isNear?}`. */
export const promiseTimer = 'promise';

interface PromiseAct {
  readonly agentId: AgentId;
  /** Idempotency key. */
  readonly key: string;
}

/** What an agent wrote, taken for a promise or for none. */
export interface PromiseGiven extends PromiseAct {
  readonly conversationId: ConversationId;
  /** Of the agent's message. */
  readonly seq: number;
  readonly dueAt: number;
  readonly label: string;
  /** `withdrawn`: it was no promise, and is not asked about again. */
  readonly as: 'running' | 'withdrawn';
}

interface PromiseSettled extends PromiseAct {
  readonly promiseId: string;
  readonly as: 'kept' | 'withdrawn';
}

/** What agents promise in conversations, tracked like the duties of cases. */
export interface PromiseDesk {
  list(
    which: WhichPromises,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<Page<TrackedPromise>>;
  /** Tracks what an agent's message promised, once for each message. */
  track(given: PromiseGiven): Promise<TrackedPromise>;
  /** Ends one; those of cases end by a move of the case. */
  settle(settled: PromiseSettled): Promise<TrackedPromise>;
}

interface PromiseDeskDeps {
  readonly store: TurnStore & Pick<DocumentStore, 'getDocument' | 'listDocuments'>;
  readonly clock: Clock;
}

export function createPromiseDesk(deps: PromiseDeskDeps): PromiseDesk {
  return {
    list: (which, page) => listPromises(deps.store, which, page),
    track: (given) => track(deps, given),
    settle: (settled) => settle(deps, settled),
  };
}

async function track({ store, clock }: PromiseDeskDeps, given: PromiseGiven) {
  const { conversationId, seq, dueAt, label, as, agentId, key } = given;
  const promiseId = `${conversationId}:${seq}`;
  await commitAct(store, {
    conversationId,
    key: `promise:${agentId}:${key}`,
    asked: { seq, dueAt, label, as },
    async decide() {
      const [entry] = (await store.since(conversationId, seq - 1, 1))?.entries ?? [];
      const by = authorOf(entry, seq);
      const now = clock.now();
      if (as === 'running' && dueAt <= now)
        throw new AppError('BAD_REQUEST', 'dueAt: must lie ahead');
      const promise: TrackedPromise = {
        promiseId,
        conversationId,
        caseId: null,
        label,
        by,
        seq,
        madeAt: entry?.at ?? now,
        dueAt,
        state: as,
        remindedAt: null,
        doneAt: as === 'running' ? null : now,
      };
      return { entries: [], effects: [...tracked(promise), audit(given, promiseId, 'give')] };
    },
  });
  return demand(store, promiseId);
}

function tracked(promise: TrackedPromise): readonly Effect[] {
  const { promiseId, conversationId, state } = promise;
  const timer = { id: `promise:${promiseId}`, kind: promiseTimer };
  const payload = { promiseId, conversationId };
  return [
    { kind: 'document.put', write: promiseWrite(promise, null) },
    ...(state === 'running' ? setTimers({ ...timer, payload }, promise) : []),
  ];
}

function authorOf(entry: LogEntry | undefined, seq: number): AgentId {
  const agentId = entry?.author.role === 'agent' ? parseAgentId(entry.author.id) : null;
  if (agentId !== null && entry?.kind === 'message') return agentId;
  throw new AppError('BAD_REQUEST', `seq: ${seq} is no message of an agent`);
}

async function settle({ store, clock }: PromiseDeskDeps, settled: PromiseSettled) {
  const { promiseId, as, agentId, key } = settled;
  const { conversationId, caseId } = await demand(store, promiseId);
  if (caseId !== null)
    throw new AppError('BAD_REQUEST', `'${promiseId}' is of case '${caseId}': move the case`);
  await commitAct(store, {
    conversationId,
    key: `promise-end:${agentId}:${key}`,
    asked: { promiseId, as },
    async decide() {
      const found = await findPromise(store, promiseId);
      if (!found || found.promise.doneAt !== null)
        throw new AppError('CASE_MOVE_REFUSED', `'${promiseId}' is over`);
      const { promise, etag } = found;
      const state = promise.state === 'breached' ? promise.state : as;
      const after = { ...promise, state, doneAt: clock.now() };
      return {
        entries: [],
        effects: [
          { kind: 'document.put', write: promiseWrite(after, etag) },
          ...cancelTimers(`promise:${promiseId}`),
          audit(settled, promiseId, as),
        ],
      };
    },
  });
  return demand(store, promiseId);
}

async function demand(store: PromiseDeskDeps['store'], promiseId: string): Promise<TrackedPromise> {
  const found = await findPromise(store, promiseId);
  if (found) return found.promise;
  throw new AppError('NOT_FOUND', `no promise '${promiseId}'`);
}

function audit({ agentId }: PromiseAct, subject: string, act: string): Effect {
  return { kind: 'audit', note: { actor: agentId, action: `promise.${act}`, subject } };
}
