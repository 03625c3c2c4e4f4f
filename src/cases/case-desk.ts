import { commitAct } from '../conversation/commit-act.ts';
import type { ConversationState } from '../conversation/conversation-state.ts';
import type { NewEntry } from '../conversation/log-entry.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore, Page } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { AgentId, ConversationId } from '../kernel/ids.ts';
import type { AftersalesCase, DutyPhase } from './case.ts';
import { caseChange } from './case-change.ts';
import type { StoredCase } from './case-document.ts';
import { caseMoves, type MoveName, movesFor } from './case-moves.ts';
import { type CaseFilter, listCases } from './list-cases.ts';
import { type DueOf, moveCase, type Refusal } from './move-case.ts';
import { findCase, storedCasesOf } from './read-cases.ts';
import { type GivenVerdict, verdictOf } from './verdict.ts';

/** One of the staff; a supervisor may also move what others see to. */
export interface CaseActor {
  readonly id: AgentId;
  /** What shoppers see. */
  readonly name: string;
  readonly role: 'agent' | 'supervisor';
  readonly isSupervisor: boolean;
}

export interface CaseAct {
  readonly caseId: string;
  readonly actor: CaseActor;
  /** Idempotency key: the same move asked for again is made once. */
  readonly key: string;
  /** The eTag of the case that was seen. */
  readonly ifMatch: string;
  readonly move: MoveName;
  readonly note?: string | undefined;
  readonly dueAt?: number | undefined;
  readonly verdict?: GivenVerdict | undefined;
  readonly owner?: AgentId | undefined;
}

/** What the shopper is told of a move. */
export interface ToldMove {
  readonly after: AftersalesCase;
  readonly move: MoveName;
  readonly note?: string | undefined;
  /** Who moved it, where the conversation is theirs; `null`: the bot tells it. */
  readonly speaker: Pick<CaseActor, 'id' | 'name'> | null;
}

interface CaseDeskDeps {
  readonly store: TurnStore & Pick<DocumentStore, 'getDocument' | 'listDocuments'>;
  readonly clock: Clock;
  readonly dueOf: DueOf;
  readonly say: { moved(told: ToldMove): NewEntry; duty(phase: DutyPhase): string };
}

/** What staff may do with cases. A move is one commit with what the shopper is told of it. */
export interface CaseDesk {
  /** CASE_UNKNOWN where there is none. */
  find(caseId: string): Promise<StoredCase>;
  list(
    filter: CaseFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<Page<StoredCase>>;
  /** Those of a conversation, newest first. */
  of(conversationId: ConversationId): Promise<readonly StoredCase[]>;
  /**
   * CASE_CHANGED when somebody came in between, CASE_MOVE_REFUSED when the case is not where the move begins,
   * CASE_OWNED when another sees to it. Returns the case as it stands.
   */
  move(act: CaseAct): Promise<StoredCase>;
}

export function createCaseDesk(deps: CaseDeskDeps): CaseDesk {
  const { store } = deps;
  const find = async (caseId: string) => {
    const found = await findCase(store, caseId);
    if (found) return found;
    throw new AppError('CASE_UNKNOWN', `no case '${caseId}'`);
  };
  return {
    find,
    list: (filter, page) => listCases(store, filter, page),
    of: (conversationId) => storedCasesOf(store, { conversationId, shopperId: null }),
    async move(act) {
      const { conversationId } = (await find(act.caseId)).aftersalesCase;
      const { caseId, actor, key } = act;
      await commitAct(store, {
        conversationId,
        key: `case:${caseId}:${actor.id}:${key}`,
        asked: askedFor(act),
        decide: async (_record, state) => decide(deps, act, { found: await find(caseId), state }),
      });
      return find(caseId);
    },
  };
}

const askedFor = ({ move, note, dueAt, verdict, owner }: CaseAct) => ({
  move,
  note: note ?? null,
  dueAt: dueAt ?? null,
  verdict: verdict === undefined ? null : { ...verdict },
  owner: owner ?? null,
});

interface Seen {
  readonly found: StoredCase;
  readonly state: ConversationState;
}

function decide(deps: CaseDeskDeps, act: CaseAct, { found, state }: Seen) {
  const { caseId, actor, move, note } = act;
  const before = found.aftersalesCase;
  demandSeen(found, act);
  demandOwn(before, actor);
  const after = movedBy(deps, act, before);
  const details = { from: before.status, to: after.status };
  const { owner } = state;
  const isTheirs = owner.kind === 'agent' && owner.agentId === actor.id;
  const speaker = isTheirs ? actor : null;
  return {
    entries: [deps.say.moved({ after, move, note, speaker })],
    effects: [
      ...caseChange(found, after),
      {
        kind: 'audit' as const,
        note: { actor: actor.id, action: `case.${move}`, subject: caseId, details },
      },
    ],
  };
}

function movedBy(deps: CaseDeskDeps, act: CaseAct, before: AftersalesCase): AftersalesCase {
  const { actor, move, note, dueAt, owner } = act;
  const { begins } = caseMoves[move];
  const given = act.verdict && verdictOf(before.kind, act.verdict);
  if (typeof given === 'string') throw new AppError('BAD_REQUEST', given);
  if (dueAt !== undefined && begins === null)
    throw new AppError('BAD_REQUEST', `dueAt: '${move}' takes none`);
  const due =
    dueAt === undefined || begins === null
      ? undefined
      : { at: dueAt, label: deps.say.duty(begins) };
  const { id, role } = actor;
  const result = moveCase(
    before,
    { move, by: { id, role }, at: deps.clock.now(), note, due, verdict: given, owner },
    deps.dueOf,
  );
  if (result.kind === 'refused') throw refusal(result, { before, act });
  return result.after;
}

function refusal(
  { why, ...rest }: Refusal,
  { before, act }: { readonly before: AftersalesCase; readonly act: CaseAct },
): AppError {
  const { caseId, move, actor } = act;
  if (why === 'role') return new AppError('FORBIDDEN', `'${move}' is not for ${actor.role}s`);
  if (why === 'lacks' && 'lacks' in rest)
    return new AppError('BAD_REQUEST', `'${move}' needs ${rest.lacks}`);
  const { status } = before;
  const moves = movesFor(before, actor.role);
  return new AppError('CASE_MOVE_REFUSED', `'${caseId}' is ${status}: '${move}' begins elsewhere`, {
    details: { status, moves },
  });
}

function demandSeen({ aftersalesCase, etag }: StoredCase, { caseId, ifMatch }: CaseAct): void {
  if (etag === ifMatch) return;
  throw new AppError('CASE_CHANGED', `'${caseId}' is another than '${ifMatch}'; read it again`, {
    details: { etag, status: aftersalesCase.status },
  });
}

function demandOwn({ caseId, ownerId }: AftersalesCase, { id, isSupervisor }: CaseActor): void {
  if (ownerId === null || ownerId === id || isSupervisor) return;
  throw new AppError('CASE_OWNED', `'${caseId}' is seen to by '${ownerId}'`, {
    details: { ownerId },
  });
}
