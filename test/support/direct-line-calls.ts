import type { Activity, ConversationReply } from '../../src/api/directline.ts';
import { channelSecret } from './direct-line-server.ts';

interface Call {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One HTTP call as a client makes it. */
export async function call(
  method: string,
  url: string,
  { token, body, headers }: Call = {},
): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The answer's JSON, trusted to be what the test says: its assertions find out. */
export async function json<T = Record<string, unknown>>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** A token for a conversation that has not begun. */
export async function generateToken(
  domain: string,
  body: unknown = { user: { id: 'dl_tester' } },
): Promise<ConversationReply> {
  const response = await call('POST', `${domain}/tokens/generate`, { token: channelSecret, body });
  if (!response.ok) throw new Error(`tokens/generate answered ${response.status}`);
  return json<ConversationReply>(response);
}

export interface StartedConversation extends ConversationReply {
  readonly streamUrl: string;
  /** `…/conversations/<id>` */
  readonly url: string;
}

/** A conversation with its greeting. */
export async function startConversation(domain: string): Promise<StartedConversation> {
  const { token } = await generateToken(domain);
  const response = await call('POST', `${domain}/conversations`, { token, body: { user: {} } });
  if (response.status !== 201) throw new Error(`conversations answered ${response.status}`);
  const reply = await json<StartedConversation>(response);
  return { ...reply, url: `${domain}/conversations/${reply.conversationId}` };
}

/** Posts a message with a client id and returns the answer. */
export async function postText(
  { url, token }: Pick<StartedConversation, 'url' | 'token'>,
  text: string,
  clientActivityID?: string,
): Promise<Response> {
  const channelData = clientActivityID === undefined ? {} : { channelData: { clientActivityID } };
  const body = { type: 'message', text, from: { id: 'dl_tester' }, ...channelData };
  return call('POST', `${url}/activities`, { token, body });
}

/** The whole log as a client pages through it. */
export async function readActivities(
  { url, token }: Pick<StartedConversation, 'url' | 'token'>,
  watermark = '',
): Promise<{ readonly activities: readonly Activity[]; readonly watermark: string }> {
  return json(await call('GET', `${url}/activities?watermark=${watermark}`, { token }));
}
