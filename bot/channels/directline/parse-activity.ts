import type { Request } from 'express';
import {
  answerFeedback,
  maxChannelDataBytes,
  maxChannelDataDepth,
  maxTextLength,
  type PostedActivity,
  postedActivity,
} from '../../../src/api/directline.ts';
import { feedbackEvent } from '../../../src/api/feedback.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { sha256 } from '../../../src/kernel/hash.ts';
import type { Json } from '../../../src/kernel/json.ts';

/** Members around `channelData` and `value` add one level. */
const maxBodyDepth = maxChannelDataDepth + 1;

/** Keys up to this length are kept as they are. */
const maxKeyLength = 128;

/** Checks what a client posted; throws BAD_REQUEST or BODY_TOO_LARGE naming the field. */
export function parseActivity(body: unknown): PostedActivity {
  // First of all: what follows walks the value recursively.
  if (isDeeperThan(body, maxBodyDepth))
    throw badField('channelData', `nested deeper than ${maxChannelDataDepth} levels`);
  // Half a surrogate pair would not survive the way through UTF-8.
  const activity = postedActivity.parse(toWellFormed(body ?? {}));
  const { text, channelData } = activity;
  if (text !== undefined && isLongerThan(text, maxTextLength))
    throw tooLarge('text', `more than ${maxTextLength} characters`);
  if (channelData !== undefined && jsonBytes(channelData) > maxChannelDataBytes)
    throw tooLarge('channelData', `more than ${maxChannelDataBytes} bytes`);
  if (isFeedback(activity)) answerFeedback.parse(activity.value);
  return activity;
}

/** What a shopper thinks of an answer. */
export function isFeedback({ type, name }: PostedActivity): boolean {
  return type === 'event' && name === feedbackEvent;
}

/** By which a retry is recognised: the client's id of the activity, or one of ours where it gave none. */
export function activityKey(
  activity: PostedActivity,
  request: Request,
  newId: () => string,
): string {
  const given =
    clientActivityId(activity.channelData) ?? activity.id ?? request.get('idempotency-key');
  const key = given === undefined || given === '' ? newId() : given;
  return `m:${key.length <= maxKeyLength ? key : sha256(key)}`;
}

/** A refusal that names one field of the body. */
export function badField(field: string, problem: string): AppError {
  return new AppError('BAD_REQUEST', `${field}: ${problem}`, {
    details: { fields: [{ field, problem }] },
  });
}

function tooLarge(field: string, problem: string): AppError {
  return new AppError('BODY_TOO_LARGE', `${field}: ${problem}`, {
    details: { fields: [{ field, problem }] },
  });
}

function clientActivityId(channelData: Json | undefined): string | undefined {
  if (channelData === null || typeof channelData !== 'object') return undefined;
  if (!('clientActivityID' in channelData)) return undefined;
  const id = channelData['clientActivityID'];
  return typeof id === 'string' ? id : undefined;
}

/** Level by level, so that no depth of input can exhaust the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels; depth += 1) {
    level = level.flatMap((member) =>
      member !== null && typeof member === 'object' ? Object.values(member) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

/** Every text in it made sound, names of members included. */
function toWellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(toWellFormed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), toWellFormed(member)]),
  );
}

/** Characters as people count them: a pair of surrogates is one. */
function isLongerThan(text: string, characters: number): boolean {
  if (text.length <= characters) return false;
  return text.length > 2 * characters || [...text].length > characters;
}

function jsonBytes(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}
