import { createDirectLineAccess, type DirectLineAccess } from './direct-line-access.ts';
import { directLinePath } from './direct-line-path.ts';
import { followStream, type OpenStream } from './direct-line-stream.ts';
import { type ConnectionStatus, keepConnected } from './keep-connected.ts';
import { requestJson } from './request.ts';
import { uploadForm } from './upload-form.ts';
import type { Activity, ActivitySet, ChatSession, WireConversation } from './wire.ts';

/** A message of the shopper's. `key` makes a repeated post harmless. */
export interface OutgoingMessage {
  readonly key: string;
  readonly text: string;
  /** `value` of the choice that was tapped. */
  readonly choice?: string;
}

/** How far an upload is, and the way to end it. */
export interface UploadWatch {
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

/** What the client tells. A replayed activity may come twice: its id tells. */
export interface DirectLineListener {
  /** The merchant's word for who the shopper is; `null`: a visitor. */
  shopperToken(): string | null;
  /** At each new session; `isOther`: the conversation is not the one shown so far. */
  onSession(session: ChatSession, isOther: boolean): void;
  onActivities(activities: readonly Activity[]): void;
  onStatus(status: ConnectionStatus): void;
}

/** Direct Line 3.0 in fetch and WebSocket: nothing the server has acknowledged is missed, whatever the network does. */
export interface DirectLineClient {
  /** Resolves when the server has the message durably; rejects with a `WireError`. */
  post(message: OutgoingMessage): Promise<void>;
  upload(message: OutgoingMessage, files: readonly File[], watch: UploadWatch): Promise<void>;
  /** Tells what is no message; resolves and rejects like `post`, and may be repeated only where that does no harm. */
  tell(name: string, value: object): Promise<void>;
  /** The network is back, or the stream is doubted: connect anew from the watermark, now. */
  reconnect(): void;
  close(): void;
}

/** Connects at once and stays connected until `close`. */
export function createDirectLineClient(
  listener: DirectLineListener,
  random: () => number = Math.random,
): DirectLineClient {
  let shownConversation: string | null = null;
  let watermark = '';

  const access = createDirectLineAccess({
    shopperToken: listener.shopperToken,
    onSession(session) {
      const isOther = shownConversation !== null && shownConversation !== session.conversationId;
      if (isOther) watermark = '';
      shownConversation = session.conversationId;
      listener.onSession(session, isOther);
    },
  });

  function receive(frame: ActivitySet): void {
    const { activities = [] } = frame;
    if (activities.length > 0) listener.onActivities(activities);
    if (frame.watermark) watermark = frame.watermark; // after the activities: what failed is asked for again
  }

  /** The server replays everything after the watermark. */
  async function openStream(onOpen: () => void): Promise<OpenStream> {
    const streamUrl = await access.use(async ({ conversationId, token }) => {
      const fresh = access.takeStreamUrl();
      if (fresh !== null && watermark === '') return fresh;
      const url = conversationUrl(conversationId, `?watermark=${encodeURIComponent(watermark)}`);
      const conversation = await requestJson<WireConversation>('GET', url, { token });
      if (conversation.token !== undefined) access.replaceToken(conversation.token);
      return conversation.streamUrl;
    });
    return followStream(streamUrl, { open: onOpen, frame: receive });
  }

  async function pollOnce(): Promise<void> {
    const set = await access.use(({ conversationId, token }) => {
      const query = `/activities?watermark=${encodeURIComponent(watermark)}`;
      return requestJson<ActivitySet>('GET', conversationUrl(conversationId, query), { token });
    });
    receive(set);
  }

  const connection = keepConnected({ openStream, pollOnce, onStatus: listener.onStatus }, random);

  return {
    ...createPoster(access),
    reconnect: connection.reconnect,
    close() {
      access.close();
      connection.close();
    },
  };
}

/** The way out of the page: messages and files. */
function createPoster(
  access: DirectLineAccess,
): Pick<DirectLineClient, 'post' | 'upload' | 'tell'> {
  return {
    post: (message) =>
      access.use(async ({ conversationId, userId, token }) => {
        const body = toActivity(message, userId);
        await requestJson('POST', conversationUrl(conversationId, '/activities'), { token, body });
      }),
    tell: (name, value) =>
      access.use(async ({ conversationId, userId, token }) => {
        const body = { type: 'event', from: { id: userId }, name, value };
        await requestJson('POST', conversationUrl(conversationId, '/activities'), { token, body });
      }),
    upload: (message, files, watch) =>
      access.use(async ({ conversationId, userId, token }) => {
        const url = conversationUrl(conversationId, `/upload?userId=${encodeURIComponent(userId)}`);
        await uploadForm(url, toForm(toActivity(message, userId), files), { token, ...watch });
      }),
  };
}

function conversationUrl(conversationId: string, rest: string): string {
  return `${directLinePath}/conversations/${encodeURIComponent(conversationId)}${rest}`;
}

function toActivity({ key, text, choice }: OutgoingMessage, userId: string): Activity {
  return {
    type: 'message',
    from: { id: userId },
    text,
    channelData: { clientActivityID: key },
    ...(choice === undefined ? {} : { value: { choice } }),
  };
}

function toForm(activity: Activity, files: readonly File[]): FormData {
  const form = new FormData();
  const type = 'application/vnd.microsoft.activity';
  form.append('activity', new Blob([JSON.stringify(activity)], { type }));
  for (const file of files) form.append('file', file, file.name);
  return form;
}
