import type { DeskEvents } from '../../src/api/desk.ts';
import { createReceived, type Received } from './received.ts';

export interface ReceivedEvent<Name extends keyof DeskEvents = keyof DeskEvents> {
  readonly event: Name;
  readonly id: string | null;
  readonly data: DeskEvents[Name];
}

export interface EventStream {
  readonly events: Received<ReceivedEvent>;
  /** Comments, which readers skip. */
  beats(): number;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  /** Hangs up. */
  drop(): void;
}

/** An agent's page without the page. */
export interface TestDesk {
  readonly cookie: string;
  readonly setCookie: string;
  get(path: string): Promise<Response>;
  post(path: string, body: object, headers?: object): Promise<Response>;
  watch(query: string, lastEventId?: string): Promise<EventStream>;
}

export async function signIn(
  { url, token }: { readonly url: string; readonly token: string },
  name: string,
): Promise<TestDesk> {
  const headers = { 'content-type': 'application/json', origin: url };
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token, name }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const setCookie = answer.headers.get('set-cookie') ?? '';
  const cookie = setCookie.split(';', 1)[0] ?? '';
  return {
    cookie,
    setCookie,
    get: (path) => fetch(url + path, { headers: { cookie } }),
    post: (path, body, more = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { ...headers, cookie, ...more },
        body: JSON.stringify(body),
      }),
    watch: (query, lastEventId) =>
      openEvents(`${url}/api/events?${query}`, {
        cookie,
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      }),
  };
}

async function openEvents(url: string, headers: Record<string, string>): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (!response.ok || !response.body)
    throw new Error(`events: ${response.status} ${await response.text()}`);
  const events = createReceived<ReceivedEvent>();
  let beats = 0;

  function take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).trimStart()] as const;
      }),
    );
    if (fields.has('')) beats += 1;
    const event = fields.get('event');
    if (event === undefined) return;
    // Named and shaped by the server under test.
    events.add({
      event: event as keyof DeskEvents,
      id: fields.get('id') ?? null,
      data: JSON.parse(fields.get('data') ?? ''),
    });
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  }

  const ended = read(response.body).catch(() => undefined);
  return { events, beats: () => beats, ended, drop: () => abort.abort() };
}

/** Of the events that came, those with a name. */
export function eventsNamed<Name extends keyof DeskEvents>(
  events: readonly ReceivedEvent[],
  name: Name,
): readonly ReceivedEvent<Name>[] {
  return events.filter((one): one is ReceivedEvent<Name> => one.event === name);
}
