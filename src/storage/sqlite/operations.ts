import type { CallName, ReplyOf, RequestOf } from '../calls.ts';
import { listAudit } from './audit.ts';
import { deleteDocument, getDocument, listDocuments, putDocument } from './documents.ts';
import { claimPending, eraseConversation, loadConversation, readSince } from './log.ts';
import type { Operation } from './operation.ts';
import { claimOutbox, settleOutbox } from './outbox.ts';
import { claimHandoff, listQueue, placeInQueue, queueDepth, settleHandoff } from './queue.ts';
import { settleTimer } from './settle-timer.ts';
import { claimTimers } from './timers.ts';
import { acceptMessage, commitTurn } from './turn.ts';

/** Every call the worker answers, and whether it writes. */
export const operations: {
  readonly [Name in CallName]: Operation<RequestOf<Name>, ReplyOf<Name>>;
} = {
  accept: write(acceptMessage),
  commit: write(commitTurn),
  load: read(loadConversation),
  since: read(readSince),
  claimPending: write(claimPending),
  erase: write(eraseConversation),
  listQueue: read(listQueue),
  queueDepth: read(queueDepth),
  placeInQueue: read(placeInQueue),
  claimHandoff: write(claimHandoff),
  settleHandoff: write(settleHandoff),
  claimTimers: write(claimTimers),
  settleTimer: write(settleTimer),
  claimOutbox: write(claimOutbox),
  settleOutbox: write(settleOutbox),
  getDocument: read(getDocument),
  putDocument: write(putDocument),
  deleteDocument: write(deleteDocument),
  listDocuments: read(listDocuments),
  listAudit: read(listAudit),
};

function read<Request, Reply>(run: Operation<Request, Reply>['run']): Operation<Request, Reply> {
  return { kind: 'read', run };
}

function write<Request, Reply>(run: Operation<Request, Reply>['run']): Operation<Request, Reply> {
  return { kind: 'write', run };
}
