import type { Effect } from '../../src/conversation/effect.ts';
import type { LogEntry } from '../../src/conversation/log-entry.ts';
import type { OutboxCall } from '../../src/conversation/outbox-store.ts';
import type { CommitResult, TurnCommit } from '../../src/conversation/turn-store.ts';
import type { QueuedHandoff } from '../../src/handoff/queue-store.ts';
import type { DocumentWrite } from '../../src/kernel/document-store.ts';
import type { ConversationId, ShopperId } from '../../src/kernel/ids.ts';
import type { Json } from '../../src/kernel/json.ts';
import type { LeaseToken } from '../../src/kernel/lease.ts';

export interface Conversation {
  readonly id: ConversationId;
  readonly log: (LogEntry & { readonly isAccepted: boolean })[];
  readonly accepted: Map<string, { readonly seq: number; bodyHash: string | null }>;
  readonly committed: Map<string, CommittedOnce>;
  readonly startedAt: number;
  state: Json;
  etag: number;
  processed: number;
  /** Claims since `processed` last moved on. */
  attempts: number;
  shopperId: ShopperId | null;
}

interface CommittedOnce {
  readonly result: CommitResult & { readonly kind: 'committed' };
  bodyHash: string | null;
}

/** Everything the model keeps. */
export interface World {
  readonly conversations: Map<string, Conversation>;
  readonly documents: Map<string, { readonly write: DocumentWrite; readonly etag: string }>;
  readonly timers: Map<string, Extract<Effect, { kind: 'timer.set' }>['timer']>;
  readonly outbox: Map<string, OutboxState>;
  readonly queue: Map<string, Omit<QueuedHandoff, 'place'>>;
  readonly leases: Map<string, LeaseToken & { readonly until: number; readonly request?: string }>;
  readonly audit: ({ at: number } & Extract<Effect, { kind: 'audit' }>['note'])[];
  lastNumber: number;
}

type OutboxState = Pick<OutboxCall, 'key' | 'target' | 'payload' | 'attempt'> & {
  readonly dueAt: number;
  readonly isDead: boolean;
};

/** Thrown to answer `reply` and leave the world as it was. */
export class Refused extends Error {
  readonly reply: unknown;

  constructor(reply: unknown) {
    super('refused');
    this.reply = reply;
  }
}

export function commitTurn(world: World, turn: TurnCommit, now: number): CommitResult {
  const found = world.conversations.get(turn.conversationId);
  const refusal = refuse(world, turn, found);
  if (refusal) return refusal;
  const conversation = found ?? beginConversation(world, turn.conversationId, now);
  const head = conversation.log.length;
  for (const entry of turn.entries) {
    const seq = conversation.log.length + 1;
    conversation.log.push({ ...entry, seq, at: now, isAccepted: false });
  }
  conversation.etag += 1;
  moveProcessed(conversation, turn.processedUpTo ?? 0);
  if (turn.state !== undefined) conversation.state = turn.state;
  const held = world.leases.get(`pending ${turn.conversationId}`);
  if (turn.lease && held && pendingOf(conversation).length === 0) {
    world.leases.set(`pending ${turn.conversationId}`, { ...held, until: 0 });
  }
  for (const effect of turn.effects) apply(world, effect, { conversation, now });
  const result = {
    kind: 'committed',
    firstSeq: turn.entries.length > 0 ? head + 1 : head,
    etag: String(conversation.etag),
    isDuplicate: false,
  } as const;
  conversation.committed.set(turn.key, { result, bodyHash: turn.bodyHash ?? null });
  return result;
}

/** Never back; a step forward forgets the attempts. */
function moveProcessed(conversation: Conversation, to: number): void {
  if (to <= conversation.processed) return;
  conversation.processed = to;
  conversation.attempts = 0;
}

/** Key, leases, eTag, head: in this order. */
function refuse(
  world: World,
  turn: TurnCommit,
  found: Conversation | undefined,
): CommitResult | undefined {
  const earlier = found?.committed.get(turn.key);
  if (earlier) {
    const { result, bodyHash } = earlier;
    const isSame = isSameBody(bodyHash, turn.bodyHash);
    return isSame ? { ...result, isDuplicate: true } : { kind: 'conflict' };
  }
  if (!holdsAllLeases(world, turn)) return { kind: 'fenced' };
  if (turn.etag !== (found ? String(found.etag) : null)) return { kind: 'stale' };
  const head = found?.log.length ?? 0;
  return head > (turn.ifHead ?? head) ? { kind: 'head-moved', head } : undefined;
}

export function isSameBody(known: string | null, given: string | undefined): boolean {
  return known === null || given === undefined || known === given;
}

function holdsAllLeases(world: World, { conversationId, lease, effects }: TurnCommit): boolean {
  if (lease && lease.subject !== conversationId) return false;
  if (lease && !isValid(world, 'pending', lease)) return false;
  return effects.every((each) => holdsLease(world, each));
}

function holdsLease(world: World, effect: Effect): boolean {
  if (effect.kind === 'handoff.settle') return isValid(world, 'handoff', effect.lease);
  return effect.kind !== 'timer.settle' || isValid(world, 'timer', effect.lease);
}

function beginConversation(world: World, id: ConversationId, now: number): Conversation {
  const conversation: Conversation = {
    id,
    log: [],
    accepted: new Map(),
    committed: new Map(),
    startedAt: now,
    state: null,
    etag: 0,
    processed: 0,
    attempts: 0,
    shopperId: null,
  };
  world.conversations.set(id, conversation);
  return conversation;
}

interface Applied {
  readonly now: number;
  readonly conversation?: Conversation;
}

/** Changes the world by one effect, or throws Refused. */
export function apply(world: World, effect: Effect, { now, conversation }: Applied): void {
  switch (effect.kind) {
    case 'timer.set':
      world.timers.set(effect.timer.id, effect.timer);
      world.leases.delete(`timer ${effect.timer.id}`);
      return;
    case 'timer.cancel':
      world.timers.delete(effect.id);
      world.leases.delete(`timer ${effect.id}`);
      return;
    case 'document.put':
      if (putDocument(world, effect.write) !== null) return;
      throw new Refused(conversation ? { kind: 'stale' } : false);
    case 'outbox.put': {
      const call = { ...effect.request, attempt: 0, dueAt: 0, isDead: false };
      if (!world.outbox.has(call.key)) world.outbox.set(call.key, call);
      return;
    }
    case 'audit':
      world.audit.push({ ...effect.note, at: now });
      return;
    default:
      if (conversation) applyToConversation(world, effect, { now, conversation });
  }
}

function applyToConversation(
  world: World,
  effect: Effect,
  { now, conversation }: Required<Applied>,
): void {
  const conversationId = conversation.id;
  if (effect.kind === 'handoff.enqueue' && !world.queue.has(conversationId)) {
    const { skill, priority } = effect;
    world.queue.set(conversationId, { conversationId, skill, priority, waitingSince: now });
  }
  if (effect.kind === 'handoff.withdraw') leaveQueue(world, conversationId);
  if (effect.kind === 'handoff.settle' && !settleHandoff(world, effect.lease, effect.as, now)) {
    throw new Refused({ kind: 'fenced' });
  }
  if (effect.kind === 'timer.settle') {
    // Checked with the other leases before; an earlier effect of the same commit may have taken it since.
    if (!isValid(world, 'timer', effect.lease)) throw new Refused({ kind: 'fenced' });
    world.timers.delete(effect.lease.subject);
    world.leases.delete(`timer ${effect.lease.subject}`);
  }
  if (effect.kind === 'conversation.belongs-to') conversation.shopperId = effect.shopperId;
}

/** Takes out what people said and whose it was; what is left tells that something was here. */
export function blank(conversation: Conversation): void {
  const { log, accepted, committed } = conversation;
  for (const [at, { author, ...entry }] of log.entries()) {
    const { name: _, ...nameless } = author;
    log[at] = { ...entry, author: nameless, body: null };
  }
  for (const used of [...accepted.values(), ...committed.values()]) used.bodyHash = null;
  moveProcessed(conversation, pendingOf(conversation).at(-1)?.seq ?? 0);
  conversation.shopperId = null;
  conversation.state = null;
  conversation.etag += 1;
}

export function leaveQueue(world: World, id: ConversationId): void {
  world.queue.delete(id);
  world.leases.delete(`handoff ${id}`);
}

export function putDocument(world: World, write: DocumentWrite): string | null {
  const name = `${write.collection}/${write.id}`;
  const before = world.documents.get(name)?.etag ?? null;
  if (write.ifMatch !== undefined && write.ifMatch !== before) return null;
  world.lastNumber += 1;
  const etag = String(world.lastNumber);
  world.documents.set(name, { write, etag });
  return etag;
}

export function settleHandoff(
  world: World,
  lease: LeaseToken,
  as: 'complete' | 'requeue' | { readonly renewMs: number },
  now: number,
): boolean {
  const name = `handoff ${lease.subject}`;
  const held = world.leases.get(name);
  if (!isValid(world, 'handoff', lease) || !held) return false;
  if (typeof as === 'object') {
    world.leases.set(name, { ...held, until: now + as.renewMs });
    return true;
  }
  if (as === 'complete') world.queue.delete(lease.subject);
  world.leases.delete(name);
  return true;
}

interface Granting {
  readonly kind: string;
  readonly subject: string;
  readonly holder: string;
  readonly until: number;
  readonly request?: string;
}

/** Gives a piece of work to a holder. */
export function grant(world: World, granting: Granting): LeaseToken {
  const { kind, subject, holder, until, request } = granting;
  world.lastNumber += 1;
  const lease = { subject, holder, fence: world.lastNumber };
  world.leases.set(`${kind} ${subject}`, { ...lease, until, ...(request && { request }) });
  return lease;
}

export function isHeldNow(world: World, name: string, now: number): boolean {
  return (world.leases.get(name)?.until ?? 0) > now;
}

export function isValid(world: World, kind: string, lease: LeaseToken): boolean {
  const held = world.leases.get(`${kind} ${lease.subject}`);
  return held?.fence === lease.fence && held.holder === lease.holder;
}

export function servingOrder(world: World, now: number): readonly QueuedHandoff[] {
  return [...world.queue.values()]
    .filter(({ conversationId }) => !isHeldNow(world, `handoff ${conversationId}`, now))
    .sort((x, y) => y.priority - x.priority || x.waitingSince - y.waitingSince)
    .map((each, at) => ({ ...each, place: at + 1 }));
}

export function pendingOf({ log, processed }: Conversation) {
  return log.filter(({ seq, isAccepted }) => isAccepted && seq > processed);
}

export function toLogEntry({ isAccepted: _, ...entry }: Conversation['log'][number]): LogEntry {
  return entry;
}

export function toClaim({ subject, holder, fence }: LeaseToken) {
  return { conversationId: subject as ConversationId, lease: { subject, holder, fence } };
}
