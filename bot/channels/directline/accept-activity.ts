import type { PostedActivity } from '../../../src/api/directline.ts';
import type { EntryBody, NewEntry, UploadedFile } from '../../../src/conversation/log-entry.ts';
import type { AcceptResult } from '../../../src/conversation/turn-store.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { hashJson } from '../../../src/kernel/hash.ts';
import { activityId } from '../render-activity.ts';
import type { DirectLineDeps } from './direct-line-deps.ts';
import { ephemeralId } from './ephemeral-activity.ts';
import { badField } from './parse-activity.ts';
import type { StreamHub } from './stream-hub.ts';
import type { ShopperClaims } from './tokens.ts';

/** A file of an upload, with the digest of what the client sent. */
export interface AttachedFile {
  readonly file: UploadedFile;
  readonly digest: string;
}

export interface PostedMessage {
  readonly claims: ShopperClaims;
  readonly activity: PostedActivity;
  readonly key: string;
  readonly files: readonly AttachedFile[];
}

type Accepted = Extract<AcceptResult, { kind: 'accepted' }>;

/** Types that are acknowledged and change nothing: they tell us what we know or do not use. */
const passedOver = new Set(['conversationUpdate', 'messageReaction', 'installationUpdate']);

/** Takes one activity: into the log, to the open sockets (typing), or nowhere. Returns its id. */
export async function acceptActivity(
  deps: DirectLineDeps,
  hub: StreamHub,
  message: PostedMessage,
): Promise<string> {
  const { activity, claims } = message;
  const { conversationId, userId } = claims;
  if (activity.type === 'typing') {
    deps.onEvent?.({ kind: 'typing' });
    // For the shopper's other tabs.
    hub.notify(conversationId, { type: 'typing', author: { role: 'shopper', id: userId } });
    hub.typing.emit(conversationId);
  }
  if (activity.type === 'typing' || passedOver.has(activity.type))
    return ephemeralId(conversationId, deps.newId);
  const { seq } = await acceptEntry(deps, message);
  return activityId(conversationId, seq);
}

/** Makes the message durable and wakes its turn; throws when it is refused, and then it is nowhere. */
export async function acceptEntry(deps: DirectLineDeps, message: PostedMessage): Promise<Accepted> {
  const { claims, activity, key, files } = message;
  const result = await deps.store.accept({
    conversationId: claims.conversationId,
    key,
    bodyHash: hashJson({
      type: activity.type,
      text: activity.text,
      value: activity.value,
      attachments: files.map(({ digest, file }) => ({ digest, name: file.name })),
    }),
    entry: toEntry(message),
  });
  if (result.kind === 'unknown')
    throw new AppError('CONVERSATION_UNKNOWN', `no conversation ${claims.conversationId}`);
  if (result.kind === 'conflict')
    throw new AppError('KEY_REUSED', 'the same activity id came with another content');
  deps.fault('after-accept');
  deps.onEvent?.({ kind: result.isDuplicate ? 'repeated' : 'accepted' });
  deps.turns.wake(claims.conversationId);
  return result;
}

function toEntry({ claims, activity, files }: PostedMessage): NewEntry {
  const author = { role: 'shopper', id: claims.userId } as const;
  const { text, value, channelData, locale } = activity;
  const body: EntryBody = {
    ...(text === undefined ? {} : { text }),
    ...(value === undefined ? {} : { value }),
    ...(files.length === 0 ? {} : { files: files.map(({ file }) => file) }),
    ...(channelData === undefined ? {} : { channelData }),
    ...(locale === undefined ? {} : { locale }),
  };
  switch (activity.type) {
    case 'message':
      if (!text?.trim() && value === undefined && files.length === 0)
        throw badField('text', 'a message needs text, value or an uploaded file');
      return { kind: 'message', author, body };
    case 'event':
      return { kind: 'event', author, body: { ...body, name: activity.name ?? 'event' } };
    case 'endOfConversation':
      return { kind: 'event', author, body: { ...body, name: 'endOfConversation' } };
    default:
      throw badField('type', 'use message, event, typing or endOfConversation');
  }
}
