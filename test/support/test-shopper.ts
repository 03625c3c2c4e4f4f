import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { listens } from './listens.ts';
import { patienceMs as usualPatienceMs } from './patience.ts';

export interface ReceivedActivity {
  readonly id: string;
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly from: { readonly id: string; readonly name?: string };
  readonly attachments?: readonly { readonly contentUrl: string; readonly name: string }[];
  readonly channelData?: {
    readonly clientActivityID?: string;
    readonly anxin?: {
      readonly choices?: readonly { readonly label: string; readonly value: string }[];
      readonly citations?: readonly { readonly revision: string; readonly clauseId: string }[];
      readonly agent?: string;
      readonly ask?: string;
      readonly caseId?: string;
      readonly decisionId?: string;
      readonly outcome?: { readonly status: string; readonly reason: string };
    };
  };
}

/** A shopper's client that never gives up: it repeats a post under the same key until it is acknowledged, and resumes its stream by watermark. */
export interface TestShopper {
  readonly conversationId: string;
  readonly token: string;
  /** What the stream has brought, in the order it came. Ephemeral activities are left out. */
  readonly received: readonly ReceivedActivity[];
  /** Posts until acknowledged; returns the activity's id. */
  send(text: string, extra?: object): Promise<string>;
  /** Resolves as soon as the stream has brought an activity that fits. */
  waitFor(
    fits: (activity: ReceivedActivity) => boolean,
    limitMs?: number,
  ): Promise<ReceivedActivity>;
  /** All activities of the log, read from the start by GET. */
  readLog(): Promise<readonly ReceivedActivity[]>;
  /** Lets go of all but the newest that was received: of minutes of load it would be too much to keep. */
  forget(): void;
  close(): void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const firstPauseMs = 50;
/** Many clients that ask more often would take the time away from the server that starts. */
const longestPauseMs = 400;

/** Repeats a request until the server answers below 500: it may be down, starting or full. */
async function insist(url: string, init: RequestInit, limitMs: number): Promise<Response> {
  const deadline = Date.now() + limitMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const isWorthAsking = pauseMs === firstPauseMs || (await listens(url));
    const response = isWorthAsking ? await fetchWithin(url, init, 10_000).catch(() => null) : null;
    if (response && response.status < 500 && response.status !== 429) return response;
    if (Date.now() > deadline) throw new Error(`${init.method} ${url}: no answer`);
    await pause(pauseMs);
  }
}

/** With a timer that ends with the answer: thousands that live on would be what a load generator collects. */
async function fetchWithin(url: string, init: RequestInit, limitMs: number): Promise<Response> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), limitMs);
  try {
    return await fetch(url, { ...init, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function demand(response: Response): Promise<Record<string, string>> {
  const body = await response.json();
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`);
  return body;
}

/** A token may be of a server that is killed, and run out for the next one, whose clock stands later. */
const mostRenewals = 4;

/** More than can be on their way to one shopper. */
const newestKept = 50;

interface ShopperOptions {
  /** The merchant's word for who this is: with it, a token that has run out is renewed, as the page does. */
  readonly shopperToken?: string;
  /**
   * How long a request is repeated until it is answered, and what is waited for may take.
   * @default usualPatienceMs
   */
  readonly patienceMs?: number;
}

export async function openShopper(
  url: string,
  { shopperToken, patienceMs = usualPatienceMs }: ShopperOptions = {},
): Promise<TestShopper> {
  const enter = async () =>
    demand(
      await insist(
        `${url}/api/chat/session`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ shopperToken }),
        },
        patienceMs,
      ),
    );
  let session = await enter();
  const base = `${url}/v3/directline`;

  /** A call with the token in force. */
  async function ask(path: string, init: { method: string; body?: string }): Promise<Response> {
    const once = () => {
      const authorization = `Bearer ${session['token']}`;
      const headers = { authorization, 'content-type': 'application/json' };
      return insist(base + path, { ...init, headers }, patienceMs);
    };
    let response = await once();
    for (let n = 0; n < mostRenewals && response.status === 403 && shopperToken; n++) {
      session = await enter();
      response = await once();
    }
    return response;
  }

  const begun = await ask('/conversations', { method: 'POST', body: '{"user":{}}' });
  const started = await demand(begun);
  const conversationId = String(started['conversationId']);
  const place = `/conversations/${conversationId}`;
  const received: ReceivedActivity[] = [];
  const listeners = new Set<() => void>();
  let watermark = '';
  let isClosed = false;
  let socket: WebSocket | undefined;

  function take(frame: string): void {
    if (!frame) return;
    const { activities = [], watermark: mark } = JSON.parse(frame);
    if (mark !== undefined) {
      watermark = mark;
      received.push(...activities);
    }
    for (const listener of listeners) listener();
  }

  function open(streamUrl: string): void {
    socket = new WebSocket(streamUrl);
    socket.on('message', (message) => take(message.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => void resume());
  }

  async function resume(): Promise<void> {
    if (isClosed) return;
    await pause(20);
    const again = await demand(await ask(`${place}?watermark=${watermark}`, { method: 'GET' }));
    if (!isClosed) open(String(again['streamUrl']));
  }

  open(String(started['streamUrl']));

  return {
    conversationId,
    get token() {
      return String(session['token']);
    },
    received,
    async send(text, extra = {}) {
      const activity = {
        type: 'message',
        text,
        from: { id: session['userId'] },
        channelData: { clientActivityID: randomUUID() },
        ...extra,
      };
      const init = { method: 'POST', body: JSON.stringify(activity) };
      return String((await demand(await ask(`${place}/activities`, init)))['id']);
    },
    waitFor(fits, limitMs = patienceMs) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(undefined), limitMs);
        const look = () => {
          const found = received.find(fits);
          if (found) finish(found);
        };
        const finish = (found: ReceivedActivity | undefined) => {
          clearTimeout(timer);
          listeners.delete(look);
          if (found) resolve(found);
          else reject(new Error(`nothing fitting among ${JSON.stringify(received, null, 1)}`));
        };
        listeners.add(look);
        look();
      });
    },
    async readLog() {
      const log: ReceivedActivity[] = [];
      let mark = '';
      for (;;) {
        const response = await ask(`${place}/activities?watermark=${mark}`, { method: 'GET' });
        const page = (await response.json()) as {
          activities: ReceivedActivity[];
          watermark: string;
        };
        if (page.activities.length === 0) return log;
        log.push(...page.activities);
        mark = page.watermark;
      }
    },
    forget() {
      received.splice(0, Math.max(0, received.length - newestKept));
    },
    close() {
      isClosed = true;
      socket?.close();
    },
  };
}

/** Seq of an activity, from its id `<conversation>|<seq>`. */
export const seqOf = (activity: { readonly id: string }) => Number(activity.id.split('|')[1]);
