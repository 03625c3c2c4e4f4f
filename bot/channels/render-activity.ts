import type { Activity, ActivityAttachment } from '../../src/api/directline.ts';
import type {
  Author,
  EntryBody,
  LogEntry,
  ReplyDetails,
  UploadedFile,
} from '../../src/conversation/log-entry.ts';
import type { ConversationId, FileId } from '../../src/kernel/ids.ts';
import type { Json } from '../../src/kernel/json.ts';

/** Makes an address of a file that opens for a while; called anew each time an entry is shown. */
export type LinkFile = (fileId: FileId) => Promise<string>;

const erasedText = '（此消息已按要求删除）';

/** A log entry as Direct Line clients see it. There is no replyToId: clients hold back what answers an unknown id. */
export async function renderActivity(
  conversationId: ConversationId,
  entry: LogEntry,
  linkFile: LinkFile,
): Promise<Activity> {
  return {
    id: activityId(conversationId, entry.seq),
    type: entry.kind,
    timestamp: new Date(entry.at).toISOString(),
    channelId: 'directline',
    conversation: { id: conversationId },
    from: renderAuthor(entry.author),
    ...(entry.body === null ? renderErased(entry) : await renderBody(entry.body, linkFile)),
  };
}

/** Names an entry outside: padded, so that clients which sort ids as text keep the order. */
export function activityId(conversationId: ConversationId, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}

/** Only a shopper's id may begin with `dl_`: clients take such a message for their own. */
export function renderAuthor({ role, id, name }: Author): Activity['from'] {
  const isShopper = role === 'shopper';
  return {
    id: isShopper ? id : role === 'agent' ? `agent:${id}` : id.replace(/^dl_/, ''),
    ...(name === undefined ? {} : { name }),
    role: isShopper ? 'user' : 'bot',
  };
}

type Content = Omit<Activity, 'id' | 'type' | 'timestamp' | 'channelId' | 'conversation' | 'from'>;

function renderErased({ kind }: LogEntry): Content {
  return kind === 'message' ? { text: erasedText, textFormat: 'plain' } : { name: 'erased' };
}

async function renderBody(body: EntryBody, linkFile: LinkFile): Promise<Content> {
  const { text, name, value, locale, files, details } = body;
  const channelData = renderChannelData(body);
  return {
    // Plain, or a client reads Markdown into what people typed.
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    ...(name === undefined ? {} : { name }),
    ...(value === undefined ? {} : { value }),
    ...(locale === undefined ? {} : { locale }),
    ...(files === undefined ? {} : { attachments: await renderFiles(files, linkFile) }),
    ...(details?.choices === undefined ? {} : renderChoices(details.choices)),
    ...(channelData === undefined ? {} : { channelData }),
  };
}

/** The shopper's own channelData returns as it came: clients find their sent message by it. */
function renderChannelData({ channelData, details }: EntryBody): Json | undefined {
  if (details === undefined) return channelData;
  // Details are plain readonly data; their interfaces only lack the index signature that Json has.
  return { anxin: { ...details } as unknown as Json };
}

function renderChoices(choices: NonNullable<ReplyDetails['choices']>): Content {
  const actions = choices.map(({ label }) => ({
    type: 'imBack' as const,
    title: label,
    value: label,
  }));
  return { suggestedActions: { actions } };
}

async function renderFiles(
  files: readonly UploadedFile[],
  linkFile: LinkFile,
): Promise<readonly ActivityAttachment[]> {
  return Promise.all(
    files.map(async ({ fileId, name, contentType }) => ({
      contentType,
      contentUrl: await linkFile(fileId),
      name,
    })),
  );
}
