import type { Request, Response } from 'express';
import { eventQuery, type HandoffList } from '../api/desk.ts';
import type { PromiseDesk } from '../cases/promise-desk.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Desk } from '../handoff/create-desk.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { type AgentId, type ConversationId, parseConversationId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import {
  createDeskStream,
  type DeskStream,
  type DeskStreamDeps,
  type Watched,
} from './desk-stream.ts';
import { handoffList, heldList, type LinkFile } from './desk-wire.ts';
import { createEventWriter, type EventWriter } from './event-writer.ts';
import type { PresentAgents } from './present-agents.ts';
import { promiseView } from './promise-router.ts';

export interface DeskEventsDeps {
  readonly store: Pick<TurnStore, 'since' | 'load' | 'onWrite'>;
  readonly desk: Pick<Desk, 'list' | 'held' | 'view'>;
  readonly promises: Pick<PromiseDesk, 'list'>;
  readonly linkFile: LinkFile;
  readonly present: PresentAgents;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timing?: Partial<DeskTiming>;
}

/** Intervals, shortened by tests. */
export interface DeskTiming {
  /** Lists are read at most this often, once for all that was written meanwhile. */
  readonly listsMs: number;
  readonly beatMs: number;
  /** Everything is compared this often, so that a lost hint costs no more. */
  readonly sweepMs: number;
}

/** Who looks on; `expiresAt` (epoch ms) ends the stream, `null` never does. */
export interface Onlooker {
  readonly agentId: AgentId;
  readonly expiresAt: number | null;
}

/** The open pages of the desk, kept up to date. */
export interface DeskEventHub {
  /** Answers a request with a stream that lasts until either side ends it. */
  open(request: Request, response: Response, onlooker: Onlooker): Promise<void>;
  /** A shopper is typing; shown to whoever has the conversation open. */
  typing(conversationId: ConversationId): void;
  /** Ends every stream; readers come back to the next process. */
  close(): void;
}

const defaultTiming: DeskTiming = { listsMs: 500, beatMs: 15_000, sweepMs: 5000 };
/** Tabs and devices of one agent. A browser opens no more than six connections to a server anyway. */
const maxStreamsOfAgent = 6;
/** What one process holds at most. */
const maxStreams = 500;
const rowsShown = 50;

interface OpenStream {
  readonly stream: DeskStream;
  readonly writer: EventWriter;
  readonly onlooker: Onlooker;
}

export function createDeskEvents(deps: DeskEventsDeps): DeskEventHub {
  const open = new Set<OpenStream>();
  const sources = createSources(deps);
  const stop = keepUpToDate(deps, open, sources.forget);

  function demandRoom(agentId: AgentId): void {
    const own = [...open].filter(({ onlooker }) => onlooker.agentId === agentId).length;
    if (own < maxStreamsOfAgent && open.size < maxStreams) return;
    throw new AppError('TOO_MANY_REQUESTS', `agent '${agentId}' has ${own} streams open`);
  }

  return {
    async open(request, response, onlooker) {
      const watched = await watchedBy(request, deps.store);
      demandRoom(onlooker.agentId);
      // Gone meanwhile.
      if (response.destroyed) return;
      notePresence(deps, onlooker.agentId);
      const writer = createEventWriter(response, () => open.delete(entry));
      const stream = createDeskStream(sources.of(onlooker.agentId), writer, watched);
      const entry = { stream, writer, onlooker };
      open.add(entry);
      sources.forget();
      stream.wake('lists');
      stream.wake('log');
    },
    typing(conversationId) {
      for (const stream of watching(open, conversationId)) stream.typing();
    },
    close() {
      stop();
      for (const { writer } of open) writer.end();
    },
  };
}

/** What streams read from. The queue is the same for all of them: read once, until it is forgotten. */
function createSources({ store, desk, promises, linkFile, present, logger }: DeskEventsDeps) {
  let queue: Promise<HandoffList> | null = null;
  return {
    forget() {
      queue = null;
    },
    of: (agentId: AgentId): DeskStreamDeps => ({
      store,
      desk,
      linkFile,
      queue() {
        queue ??= Promise.all([desk.list({ limit: rowsShown }), present.list()]).then(
          ([page, agents]) => handoffList(page, agents),
        );
        return queue;
      },
      async alarms() {
        const { rows } = await promises.list({ index: 'alarm' }, { limit: rowsShown });
        return { promises: rows.map(promiseView) };
      },
      held: async () => heldList(await desk.held(agentId, { limit: rowsShown })),
      failed: (error) => logger.warn({ err: error, agentId }, 'a desk stream could not be fed'),
    }),
  };
}

/** Wakes the streams by hints of the store and, in case a hint was lost, by a sweep. Returns the way to stop. */
function keepUpToDate(
  deps: DeskEventsDeps,
  open: ReadonlySet<OpenStream>,
  forget: () => void,
): () => void {
  const { listsMs, beatMs, sweepMs } = { ...defaultTiming, ...deps.timing };
  let listsTimer: NodeJS.Timeout | undefined;

  const wakeLists = () => {
    forget();
    for (const { stream } of open) stream.wake('lists');
  };
  const stopHints = deps.store.onWrite(({ conversationId }) => {
    if (open.size === 0) return;
    for (const stream of watching(open, conversationId)) stream.wake('log');
    listsTimer ??= setTimeout(() => {
      listsTimer = undefined;
      wakeLists();
    }, listsMs);
  });
  const sweep = setInterval(() => {
    wakeLists();
    for (const { stream } of open) stream.wake('log');
  }, sweepMs);
  const beat = setInterval(() => {
    for (const agentId of new Set([...open].map(({ onlooker }) => onlooker.agentId))) {
      notePresence(deps, agentId);
    }
    for (const { writer, onlooker } of open) {
      if (onlooker.expiresAt !== null && deps.clock.now() >= onlooker.expiresAt) writer.end();
      else writer.beat();
    }
  }, beatMs);

  return () => {
    stopHints();
    clearInterval(sweep);
    clearInterval(beat);
    clearTimeout(listsTimer);
  };
}

/** Kept for two beats and a half: one may be late. */
function notePresence({ present, logger, timing }: DeskEventsDeps, agentId: AgentId): void {
  const { beatMs } = { ...defaultTiming, ...timing };
  present
    .note(agentId, 2.5 * beatMs)
    .catch((error) => logger.warn({ err: error, agentId }, 'presence could not be noted'));
}

function watching(open: ReadonlySet<OpenStream>, conversationId: ConversationId) {
  return [...open].map(({ stream }) => stream).filter(({ watched }) => watched === conversationId);
}

const lastEventShape = /^([\w.~-]{1,128}):(\d{1,15})$/;

/** What the request wants to watch; a reader who was cut off says how far they came. */
async function watchedBy(
  request: Request,
  store: Pick<TurnStore, 'load'>,
): Promise<Watched | null> {
  const query = eventQuery.parse(request.query);
  if (query.conversationId === undefined) return null;
  const conversationId = parseConversationId(query.conversationId);
  if (!conversationId || !(await store.load(conversationId)))
    throw new AppError('CONVERSATION_UNKNOWN', 'the query names no conversation');
  const [, resumed, seq] = lastEventShape.exec(request.get('last-event-id') ?? '') ?? [];
  return { conversationId, after: resumed === conversationId ? Number(seq) : query.after };
}
