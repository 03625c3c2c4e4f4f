import type { OutboxStore } from '../conversation/outbox-store.ts';
import type { TimerStore } from '../conversation/timer-store.ts';
import type {
  AcceptResult,
  CommitResult,
  PendingClaim,
  TurnStore,
} from '../conversation/turn-store.ts';
import type { HandoffClaim, QueuedHandoff, QueueStore } from '../handoff/queue-store.ts';
import type { DocumentQuery, Page } from '../kernel/document-store.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { AuditStore } from '../staff/audit-store.ts';
import type {
  AcceptWire,
  AuditWire,
  CommitWire,
  ConversationWire,
  DocumentKey,
  DocumentWire,
  DocumentWriteWire,
  DueTimerWire,
  ErasedWire,
  EraseWire,
  HandoffSettlement,
  OutboxCallWire,
  OutboxSettlement,
  SinceWire,
  SliceWire,
  TimerSettlement,
} from './wire.ts';

/** What an adapter answers, call by call: one request, one reply, all or nothing. ports.ts makes the ports of it. */
export interface StoreCalls {
  accept(request: AcceptWire): AcceptResult;
  commit(turn: CommitWire): CommitResult;
  load(id: ConversationId): ConversationWire | null;
  since(request: SinceWire): SliceWire | null;
  claimPending(claim: Parameters<TurnStore['claimPending']>[0]): readonly PendingClaim[];
  erase(request: EraseWire): ErasedWire;
  listQueue(page: Parameters<QueueStore['listQueue']>[0]): Page<QueuedHandoff>;
  queueDepth(nothing: null): number;
  placeInQueue(id: ConversationId): number | null;
  claimHandoff(claim: Parameters<QueueStore['claimHandoff']>[0]): HandoffClaim | null;
  settleHandoff(settlement: HandoffSettlement): boolean;
  claimTimers(claim: Parameters<TimerStore['claimTimers']>[0]): readonly DueTimerWire[];
  settleTimer(settlement: TimerSettlement): boolean;
  claimOutbox(claim: Parameters<OutboxStore['claimOutbox']>[0]): readonly OutboxCallWire[];
  settleOutbox(settlement: OutboxSettlement): boolean;
  getDocument(key: DocumentKey): DocumentWire | null;
  putDocument(write: DocumentWriteWire): { readonly etag: string } | 'changed';
  deleteDocument(key: DocumentKey): boolean;
  listDocuments(query: DocumentQuery): Page<DocumentWire>;
  listAudit(page: Parameters<AuditStore['listAudit']>[0]): Page<AuditWire>;
}

export type CallName = keyof StoreCalls;
export type RequestOf<Name extends CallName> = Parameters<StoreCalls[Name]>[0];
export type ReplyOf<Name extends CallName> = ReturnType<StoreCalls[Name]>;

/** Has one request carried out at the time of now. */
export type Call = <Name extends CallName>(
  name: Name,
  request: RequestOf<Name>,
) => Promise<ReplyOf<Name>>;
