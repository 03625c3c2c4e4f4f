import { z } from 'zod';

/*
 * What a store keeps, as records that belong to no adapter. Whatever has one meaning has one form here, so that the
 * records of two stores with the same content are equal. JSON stays text. Left out is what belongs to the processes
 * that run: leases, presence, hints, answers remembered for repeated calls; and the epoch, which is a store's own.
 */

const count = z.int().min(0);
const time = z.int();
const json = z.string().min(1);

/** The first record of a conversation; its keys by hash and its entries by seq follow at once. */
const conversation = z.strictObject({
  kind: z.literal('conversation'),
  id: z.string(),
  etag: count,
  head: count,
  processed: count,
  lastAccepted: count,
  /** Time of the oldest message that waits for its turn. */
  pendingSince: time.nullable(),
  /** Claims of it since `processed` last moved on. */
  attempts: count,
  startedAt: time,
  shopperId: z.string().nullable(),
  state: json,
});

const key = z.strictObject({
  kind: z.literal('key'),
  conversationId: z.string(),
  /** SHA-256 of the kind of the call and its key, as base64url. */
  hash: z.string().length(43),
  seq: count,
  /** `null`: of an accepted message. */
  etag: count.nullable(),
  /** `null`: none was given, or it was erased. */
  bodyHash: z.string().nullable(),
});

const entry = z.strictObject({
  kind: z.literal('entry'),
  conversationId: z.string(),
  seq: count.min(1),
  at: time,
  isAccepted: z.boolean(),
  /** message or event, as the log has it. */
  entryKind: z.string(),
  authorRole: z.string(),
  authorId: z.string(),
  authorName: z.string().nullable(),
  revision: z.string().nullable(),
  /** `null`: erased. */
  body: json.nullable(),
});

const waiting = z.strictObject({
  kind: z.literal('waiting'),
  conversationId: z.string(),
  skill: z.string(),
  priority: z.int(),
  waitingSince: time,
  ticket: count,
});

const timer = z.strictObject({
  kind: z.literal('timer'),
  id: z.string(),
  dueAt: time,
  timerKind: z.string(),
  payload: json,
});

const call = z.strictObject({
  kind: z.literal('call'),
  /** Its place among all calls. */
  number: count,
  key: z.string(),
  target: z.string(),
  payload: json,
  attempts: count,
  /** `null`: may be made now, or never again. */
  retryAt: time.nullable(),
  isDead: z.boolean(),
});

const document = z.strictObject({
  kind: z.literal('document'),
  collection: z.string(),
  id: z.string(),
  etag: count,
  document: json,
  /** By name. */
  indexes: z.array(z.tuple([z.string(), z.union([z.string(), z.number()])])).readonly(),
});

const audit = z.strictObject({
  kind: z.literal('audit'),
  number: count,
  at: time,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  details: json.nullable(),
});

/** Numbers that are never given twice: the last of each. */
const numbers = z.strictObject({
  kind: z.literal('numbers'),
  fence: count,
  documentEtag: count,
  /** Of the newest entry, 0 where there is none. */
  lastTimeMs: time,
});

/** One record, checked where it is read: a store that holds something else is not copied. */
export const storeRecordSchema = z.discriminatedUnion('kind', [
  conversation,
  key,
  entry,
  waiting,
  timer,
  call,
  document,
  audit,
  numbers,
]);

export type StoreRecord = z.infer<typeof storeRecordSchema>;
export type RecordKind = StoreRecord['kind'];
export type RecordOf<Kind extends RecordKind> = Extract<StoreRecord, { readonly kind: Kind }>;
