import { createHash } from 'node:crypto';
import type { QueueStore } from '../../handoff/queue-store.ts';
import type { AuditStore } from '../../staff/audit-store.ts';
import { readCursor } from '../cursor.ts';
import type { EffectWire, SinceWire } from '../wire.ts';
import { encodeIndexes } from './index-value.ts';

/** As the ports say. */
export const pageLimit = 200;

/** The fields of src/storage/wire.ts that hold JSON as text. */
const textFields = new Set(['state', 'body', 'document', 'payload', 'details']);

/**
 * The arguments of a function: the request as JSON, then the texts that the functions keep and never read. In the
 * request stands the number of the argument: so nothing is escaped twice and Redis has little to parse.
 */
export function toArguments(envelope: {
  readonly now: number | null;
  readonly id: string;
  /** Who calls, among the nodes. */
  readonly node: string;
  readonly request: unknown;
}): readonly string[] {
  const texts: string[] = [];
  const json = JSON.stringify(envelope, (key, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (!textFields.has(key)) return value.isWellFormed() ? value : value.toWellFormed();
    texts.push(value);
    // Counted from 1, and the request itself is the first.
    return texts.length + 1;
  });
  return [json, ...texts];
}

/** Messages and turns count their keys apart; what a shopper chose as a key may say something about them. */
export function withKeyHash<Request extends { readonly key: string }>(
  call: 'accept' | 'commit',
  { key, ...request }: Request,
) {
  const keyHash = createHash('sha256').update(`${call}:${key}`).digest('base64url');
  return { ...request, keyHash };
}

/** An effect as the functions read it. */
export function encodeEffect(effect: EffectWire) {
  return effect.kind === 'document.put'
    ? { ...effect, write: encodeIndexes(effect.write) }
    : effect;
}

export function limitSlice({ conversationId, afterSeq, limit }: SinceWire) {
  return { conversationId, afterSeq, limit: Math.min(limit, pageLimit) };
}

export function encodeQueuePage({ after, limit }: Parameters<QueueStore['listQueue']>[0]) {
  return {
    limit: Math.min(limit, pageLimit),
    ...(after === undefined ? {} : { after: readCursor(after, 2).map(Number) }),
  };
}

export function encodeAuditPage({ after, limit }: Parameters<AuditStore['listAudit']>[0]) {
  const [number = 0] = after === undefined ? [] : readCursor(after, 1);
  return { after: Number(number) || 0, limit: Math.min(limit, pageLimit) };
}
