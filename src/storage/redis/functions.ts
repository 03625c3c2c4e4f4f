import type { PresenceStore } from '../../staff/presence-store.ts';
import type { CallName, ReplyOf, RequestOf } from '../calls.ts';
import { encodeDocumentQuery, encodeIndexes } from './index-value.ts';
import {
  type Reply,
  readAuditRows,
  readConversation,
  readDocument,
  readDocumentRows,
  readHandoffClaim,
  readJson,
  readQueueRows,
  readSlice,
} from './replies.ts';
import {
  encodeAuditPage,
  encodeEffect,
  encodeQueuePage,
  limitSlice,
  withKeyHash,
} from './requests.ts';

/** A call as a function of the library: how its request is sent and its reply read. */
export interface StoreFunction<Request, Result> {
  /** Within the library. */
  readonly name: string;
  readonly kind: 'read' | 'write';
  encode(request: Request): unknown;
  read(reply: Reply, request: Request): Result;
}

/** Every call of the ports. */
export const functions: {
  readonly [Name in CallName]: StoreFunction<RequestOf<Name>, ReplyOf<Name>>;
} = {
  accept: {
    name: 'accept',
    kind: 'write',
    encode: (request) => withKeyHash('accept', request),
    read: readJson,
  },
  commit: {
    name: 'commit',
    kind: 'write',
    encode: ({ effects, ...turn }) => ({
      ...withKeyHash('commit', turn),
      effects: effects.map(encodeEffect),
    }),
    read: readJson,
  },
  load: reading('load', asIs, readConversation),
  since: reading('since', limitSlice, readSlice),
  claimPending: writing('claim_pending'),
  erase: writing('erase'),
  listQueue: reading('list_queue', encodeQueuePage, readQueueRows),
  queueDepth: reading('queue_depth', asIs, Number),
  placeInQueue: reading('place_in_queue', asIs, (reply) => (reply === null ? null : Number(reply))),
  claimHandoff: { ...writing('claim_handoff'), read: readHandoffClaim },
  settleHandoff: writing('settle_handoff'),
  claimTimers: writing('claim_timers'),
  settleTimer: {
    ...writing('settle_timer'),
    encode: ({ lease, effects }) => ({ lease, effects: effects.map(encodeEffect) }),
  },
  claimOutbox: writing('claim_outbox'),
  settleOutbox: writing('settle_outbox'),
  getDocument: reading('get_document', asIs, readDocument),
  putDocument: { ...writing('put_document'), encode: encodeIndexes },
  deleteDocument: writing('delete_document'),
  listDocuments: reading('list_documents', encodeDocumentQuery, readDocumentRows),
  listAudit: reading('list_audit', encodeAuditPage, readAuditRows),
};

type Beat = Parameters<PresenceStore['heartbeat']>[0];
type PresentAgents = Awaited<ReturnType<PresenceStore['listPresence']>>;

/** Calls that the embedded store answers without its worker. */
export const presenceFunctions = {
  heartbeat: writing<Beat, true>('heartbeat'),
  listPresence: reading<null, PresentAgents>('list_presence', asIs, readJson),
};

export function reading<Request, Result>(
  name: string,
  encode: (request: Request) => unknown,
  read: (reply: Reply, request: Request) => Result,
): StoreFunction<Request, Result> {
  return { name, kind: 'read', encode, read };
}

export function writing<Request, Result>(name: string): StoreFunction<Request, Result> {
  return { name, kind: 'write', encode: asIs, read: readJson };
}

function asIs(request: unknown): unknown {
  return request;
}
