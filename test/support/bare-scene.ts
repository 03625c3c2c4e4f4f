import { createSupportBot } from '../../bot/support-bot.ts';
import { guardTurns } from '../../bot/turn/guard-turns.ts';
import { createDemoOrderGateway } from '../../src/commerce/demo-order-gateway.ts';
import { createHttpOrderGateway } from '../../src/commerce/http-order-gateway.ts';
import type { Shopper } from '../../src/commerce/shopper.ts';
import { createOrdersOf } from '../../src/commerce/shopper-orders.ts';
import {
  freshState,
  stateFromJson,
  stateToJson,
} from '../../src/conversation/conversation-state.ts';
import type {
  EntryBody,
  LogEntry,
  NewEntry,
  UploadedFile,
} from '../../src/conversation/log-entry.ts';
import {
  type ConversationId,
  parseConversationId,
  parseFileId,
  parseShopperId,
} from '../../src/kernel/ids.ts';
import type { ConversationScript } from '../../src/knowledge/conversation-file.ts';
import { sayReply } from '../../src/knowledge/fill-reply.ts';
import { signedShopper } from './conversation-stage.ts';
import { createDocumentMap } from './document-map.ts';
import type { OpenedShop } from './opened-shop.ts';
import { startOrderServer } from './order-server.ts';
import type { Scene, ShownActivity } from './scene.ts';

const conversationId = idOf('7d0f1c52-3c52-4b8e-9a39-0d6a4c1f7e12');
const shopperIds = { demo: 'visitor:demo', guest: 'visitor:guest', signed: signedShopper };

/**
 * The bot with nothing around it: no server, no store on a disk, no timers. A turn takes as long as thinking takes, so a
 * conversation can be played hundreds of times. Staff and what fires later are missing: see `isBare`.
 */
export async function openBareScene(
  { shopper: kind, at }: Pick<ConversationScript, 'shopper' | 'at'>,
  shop: OpenedShop,
): Promise<Scene> {
  const shopperId = parseShopperId(shopperIds[kind]);
  if (!shopperId) throw new Error(`no id of a shopper: ${shopperIds[kind]}`);
  const shopper: Shopper = { shopperId, kind };
  let now = Date.parse(at);
  const documents = createDocumentMap();
  const orders = kind === 'demo' ? null : await startOrderServer();
  const gateway = orders
    ? createHttpOrderGateway({ url: orders.url, token: orders.token, logger: shop.logger })
    : createDemoOrderGateway({ documents, clock: { now: () => now } });
  const log: LogEntry[] = [];
  let state = freshState;
  let seen = 0;
  const sentence = (...[key, facts]: SayArguments) => sayReply(shop.current().revision, key, facts);
  const decide = guardTurns(
    createSupportBot({
      knowledge: shop.current,
      understand: shop.understand,
      rulesOf: shop.rulesOf,
      shelf: {
        open: async (id) => (id === shop.current().revision.id ? shop.current().revision : null),
        keeping: () => null,
        kept: () => {},
      },
      queue: {
        queueDepth: async () => 0,
        placeInQueue: async () => (state.owner.kind === 'queue' ? 1 : null),
        listQueue: async () => ({ rows: [] }),
      },
      ordersOf: createOrdersOf(gateway),
      documents,
      log: {
        since: async (_id, after) => ({
          entries: log.filter(({ seq }) => seq > after),
          head: log.length,
        }),
      },
      logger: shop.logger,
    }),
    { guard: shop.guard, sentence, logger: shop.logger },
  );

  function append(entry: NewEntry): LogEntry {
    const written = { ...entry, seq: log.length + 1, at: now };
    log.push(written);
    return written;
  }

  async function take({ type, ...body }: Sent): Promise<readonly ShownActivity[]> {
    const author = { role: 'shopper', id: 'dl_bare' } as const;
    const entry = append({ kind: type === 'event' ? 'event' : 'message', author, body });
    seen = log.length;
    const decision = await decide({ conversationId, state, shopper, entry, now });
    state = stateFromJson(stateToJson(decision.state));
    for (const said of decision.entries) append(said);
    for (const effect of decision.effects)
      if (effect.kind === 'document.put') await documents.putDocument(effect.write);
    return look();
  }

  async function look(): Promise<readonly ShownActivity[]> {
    const fresh = log.slice(seen).map(shownOf);
    seen = log.length;
    return fresh;
  }

  return {
    conversationId,
    orders,
    now: () => now,
    skip(ms) {
      now += ms;
    },
    restart: async () => {},
    fireDue: async () => {},
    send: take,
    sendPhotos: (count) => take({ files: Array.from({ length: count }, (_, at) => photo(at)) }),
    look,
    kept: async () => ({ state, head: log.length }),
    moveCase: () => Promise.reject(new Error('no staff on a bare scene: see isBare')),
    staffActs: () => Promise.reject(new Error('no staff on a bare scene: see isBare')),
    close: async () => orders?.close(),
  };
}

type Sent = EntryBody & { readonly type?: string };

type SayArguments = [key: Parameters<typeof sayReply>[1], facts?: Parameters<typeof sayReply>[2]];

/** Whether a conversation needs nothing that a bare scene lacks. */
export function isBare({ turns }: ConversationScript): boolean {
  return turns.every((turn) => !turn.agent && !turn.case && turn.orders !== 'slow');
}

function shownOf({ seq, kind, author, body }: LogEntry): ShownActivity {
  const { text, name, details } = body ?? {};
  return {
    id: `${conversationId}|${seq}`,
    type: kind,
    from: { id: author.id },
    ...(name === undefined ? {} : { name }),
    ...(text === undefined ? {} : { text }),
    // As the wire has it, where ids are plain text.
    ...(details && { channelData: { anxin: details as unknown as Shown } }),
  };
}

type Shown = NonNullable<NonNullable<ShownActivity['channelData']>['anxin']>;

function photo(at: number): UploadedFile {
  const fileId = parseFileId(String(at + 1).padStart(32, '0'));
  if (!fileId) throw new Error('no id for a photo');
  return { fileId, name: `照片${at + 1}.jpg`, contentType: 'image/jpeg', sizeBytes: 1_000 };
}

function idOf(text: string): ConversationId {
  const id = parseConversationId(text);
  if (!id) throw new Error(`no id of a conversation: ${text}`);
  return id;
}
