import { directLinePath } from './direct-line-path.ts';
import { refreshToken } from './refresh-token.ts';
import { requestJson, WireError } from './request.ts';
import type { ChatSession, WireConversation } from './wire.ts';

/** What a request to a conversation needs. */
export interface Access {
  readonly conversationId: string;
  readonly userId: string;
  readonly token: string;
}

/** Keeps a valid token and a started conversation at hand. */
export interface DirectLineAccess {
  /** Calls with the token at hand; once more with a new session where it is refused (401, 403) or its conversation is gone (404). */
  use<T>(call: (access: Access) => Promise<T>): Promise<T>;
  /** The stream of a conversation that has just been started, once; later streams come from a reconnect. */
  takeStreamUrl(): string | null;
  replaceToken(token: string): void;
  close(): void;
}

interface AccessDeps {
  /** Hears of each new session before anything is done with it. */
  readonly onSession: (session: ChatSession) => void;
  /** The merchant's word for who the shopper is; `null`: a visitor. */
  readonly shopperToken: () => string | null;
}

export function createDirectLineAccess({ onSession, shopperToken }: AccessDeps): DirectLineAccess {
  let access: Access | null = null;
  let streamUrl: string | null = null;
  let opening: Promise<Access> | null = null;
  let stopRefresh = () => {};

  function replaceToken(token: string): void {
    if (access !== null) access = { ...access, token };
  }

  async function open(): Promise<Access> {
    const { session, started } = await startConversation(shopperToken());
    onSession(session);
    streamUrl = started.streamUrl;
    const { conversationId, userId, token } = session;
    access = { conversationId, userId, token };
    stopRefresh();
    stopRefresh = refreshToken({
      expiresInSeconds: session.expiresIn,
      current: () => access?.token ?? token,
      replace: replaceToken,
    });
    return access;
  }

  /** One session at a time, however many requests were refused together. */
  function renew(): Promise<Access> {
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  }

  return {
    async use(call) {
      const used = access ?? (await renew());
      try {
        return await call(used);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        const isReplaced = access !== null && access.token !== used.token;
        return call(isReplaced && access !== null ? access : await renew());
      }
    },
    takeStreamUrl() {
      const url = streamUrl;
      streamUrl = null;
      return url;
    },
    replaceToken,
    close: () => stopRefresh(),
  };
}

/** The guest's cookie brings the same conversation back; the token of the started conversation replaces the first. */
async function startConversation(shopperToken: string | null) {
  const session = await openSession(shopperToken);
  const url = `${directLinePath}/conversations`;
  const started = await requestJson<WireConversation>('POST', url, {
    token: session.token,
    body: { locale: 'zh-CN' },
  });
  const { conversationId, token = session.token } = started;
  return { started, session: { ...session, conversationId, token } };
}

/** A token that has run out leaves the shopper a visitor: better that than no page. */
async function openSession(shopperToken: string | null): Promise<ChatSession> {
  const ask = (body: object) => requestJson<ChatSession>('POST', '/api/chat/session', { body });
  if (shopperToken === null) return ask({});
  try {
    return await ask({ shopperToken });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return ask({});
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof WireError && [401, 403, 404].includes(error.status);
}
