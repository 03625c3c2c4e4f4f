import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateFromJson } from '../../src/conversation/conversation-state.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import type { ConversationScript } from '../../src/knowledge/conversation-file.ts';
import { startOrderServer } from './order-server.ts';
import { jpegWith } from './pictures.ts';
import type { Scene, ShownActivity } from './scene.ts';
import { type ServedHere, serveHere } from './serve-here.ts';
import { merchantSecret, signShopper } from './sign-shopper.ts';

/** A server with a clock of its own, and one shopper on its Direct Line API. */
export interface Stage extends Scene {
  readonly served: ServedHere;
}

/** Whose orders the order server has. */
export const signedShopper = 'm-1001';
const userId = 'dl_conversation';
/** A turn that waits for a slow order system is still over by then. */
const turnLimitMs = 20_000;

/** `knowledgeDir` in the place of the shipped knowledge. */
export async function openStage(
  { shopper, at }: Pick<ConversationScript, 'shopper' | 'at'>,
  knowledgeDir?: string,
): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'anxin-conversation-'));
  const orders = shopper === 'demo' ? null : await startOrderServer();
  const begun = { now: Date.parse(at), realMs: Date.now() };
  const clock = { now: () => begun.now + Date.now() - begun.realMs };
  const env = {
    DATA_DIR: dataDir,
    SHOPPER_JWT_SECRET: merchantSecret,
    LOG_LEVEL: 'warn',
    ...(knowledgeDir === undefined ? {} : { KNOWLEDGE_DIR: knowledgeDir }),
    ...(orders ? { ORDERS_URL: orders.url, ORDERS_TOKEN: orders.token } : {}),
  };
  let served = await serveHere({ env, clock });
  const shopperToken =
    shopper === 'signed' ? await signShopper(signedShopper, clock.now()) : undefined;
  const talk = await beginTalk(served, shopperToken);
  let watermark = talk.watermark;

  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${served.url}/v3/directline${path}`, {
      ...init,
      headers: {
        ...(init.body instanceof FormData ? {} : { 'content-type': 'application/json' }),
        authorization: `Bearer ${await talk.tokenAt(served)}`,
      },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async function look(): Promise<readonly ShownActivity[]> {
    const where = `/conversations/${talk.conversationId}/activities?watermark=${watermark}`;
    const page = (await (await call(where)).json()) as Page;
    watermark = page.watermark ?? watermark;
    return page.activities;
  }

  async function afterTurn(sentId: string): Promise<readonly ShownActivity[]> {
    const seq = Number(sentId.split('|')[1]);
    const deadline = Date.now() + turnLimitMs;
    for (;;) {
      const record = await served.anxin.store.load(talk.conversationId);
      if ((record?.processed ?? 0) >= seq) break;
      if (Date.now() > deadline) throw new Error(`the turn of ${sentId} does not end`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return (await look()).filter(({ id }) => id > sentId);
  }

  const post = async (path: string, body: string | FormData) =>
    ((await (await call(path, { method: 'POST', body })).json()) as { readonly id: string }).id;

  return {
    get served() {
      return served;
    },
    orders,
    conversationId: talk.conversationId,
    now: clock.now,
    skip(ms) {
      begun.now += ms;
    },
    /** The sweeps of a server run every second; here the time has jumped, and nobody waits. */
    async fireDue() {
      await served.anxin.outbox.runNow();
      await served.anxin.timers.runNow();
    },
    async kept() {
      const record = await served.anxin.store.load(talk.conversationId);
      return { state: stateFromJson(record?.state ?? null), head: record?.head ?? 0 };
    },
    async staffActs(path, body) {
      const response = await served.staff(path, { method: 'POST', body });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    },
    async restart() {
      await served.close();
      served = await serveHere({ env, clock, isFresh: true });
    },
    async moveCase(move, body) {
      for (;;) {
        const [newest] = await served.anxin.cases.of(talk.conversationId);
        if (!newest) throw new Error(`${move}: the conversation has no case`);
        const where = `/api/cases/${newest.aftersalesCase.caseId}/${move}`;
        const headers = { 'if-match': `"${newest.etag}"` };
        const response = await served.staff(where, { method: 'POST', body, headers });
        if (response.ok) return;
        // The order system has moved it meanwhile: as an agent would, look again.
        if (response.status !== 412)
          throw new Error(`${move}: ${response.status} ${await response.text()}`);
      }
    },
    async send(activity) {
      const body = {
        type: 'message',
        channelData: { clientActivityID: randomUUID() },
        ...activity,
      };
      const where = `/conversations/${talk.conversationId}/activities`;
      return afterTurn(await post(where, JSON.stringify(body)));
    },
    async sendPhotos(count) {
      const form = new FormData();
      for (let place = 0; place < count; place += 1)
        form.append('file', new Blob([new Uint8Array(jpegWith())]), `照片${place + 1}.jpg`);
      const where = `/conversations/${talk.conversationId}/upload?userId=${userId}`;
      return afterTurn(await post(where, form));
    },
    look,
    async close() {
      await served.close();
      await orders?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Page {
  readonly activities: readonly ShownActivity[];
  readonly watermark?: string;
}

async function beginTalk(served: ServedHere, shopperToken: string | undefined) {
  const asked = { user: { id: userId }, ...(shopperToken ? { shopperToken } : {}) };
  const first = await generate(served, asked);
  const started = await fetch(`${served.url}/v3/directline/conversations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first.token}` },
  });
  if (!started.ok) throw new Error(`conversation not begun: ${started.status}`);
  const conversationId = parseConversationId(first.conversationId);
  if (!conversationId) throw new Error(`no conversation id: ${first.conversationId}`);
  return {
    conversationId,
    watermark: '',
    /** Tokens live half an hour, and conversations skip days: one is made for the moment. */
    async tokenAt(now: ServedHere): Promise<string> {
      const record = await now.anxin.store.load(conversationId);
      const shopperId = record?.shopperId;
      if (!shopperId) throw new Error('the conversation belongs to nobody');
      const kind = shopperToken ? 'signed' : now.anxin.config.ordersUrl ? 'guest' : 'demo';
      return now.anxin.directLine.session.tokens.issueShopper({
        userId,
        conversationId,
        shopperId,
        kind,
      });
    },
  };
}

async function generate(served: ServedHere, body: object) {
  const response = await fetch(`${served.url}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${served.anxin.secrets.directLineSecret}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { readonly token: string; readonly conversationId: string };
}
