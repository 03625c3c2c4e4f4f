import type { WebSocket } from 'ws';
import type { Activity } from '../../../src/api/directline.ts';
import type { LogEntry } from '../../../src/conversation/log-entry.ts';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import { type LinkFile, renderActivity } from '../render-activity.ts';
import { createCursorPump } from './cursor-pump.ts';
import type { DirectLineDeps, StreamTiming } from './direct-line-deps.ts';
import { pageLength } from './read-log.ts';
import { formatWatermark } from './watermark.ts';

/** One frame holds about this much JSON, or a single entry. */
const frameBytes = 64 * 1024;
/** With this much unsent, the pump rests until the socket has taken it. */
const highWaterBytes = 256 * 1024;
/** With this much unsent, the socket is given up; its client resumes from its watermark. */
const overflowBytes = 1024 * 1024;

export interface StreamConnection {
  readonly conversationId: ConversationId;
  wake(): void;
  /** Sends an activity that is in no log and moves no watermark. */
  notify(activity: Activity): void;
  /** Looks for what a lost hint left behind, and gives up a socket that takes nothing. */
  sweep(): void;
  /** Pings; a socket that answered none since the last time is given up. */
  ping(): void;
  /** Sends what is on its way, then says goodbye. */
  close(): Promise<void>;
}

interface StreamConnectionOptions {
  readonly socket: WebSocket;
  readonly conversationId: ConversationId;
  readonly cursor: number;
  readonly linkFile: LinkFile;
  readonly timing: StreamTiming;
  onClosed(): void;
}

/** Codes of RFC 6455, section 7.4.1. */
const closeCodes = { goingAway: 1001, policy: 1008 } as const;

/** Serves one open socket: log entries by cursor, ephemeral activities beside them. */
export function createStreamConnection(
  deps: DirectLineDeps,
  options: StreamConnectionOptions,
): StreamConnection {
  const { socket, conversationId, timing } = options;
  const sender = createSender(deps, options);
  let hasAnswered = true;

  const pump = createCursorPump({
    cursor: options.cursor,
    pageLength,
    read: async (afterSeq) =>
      (await deps.store.since(conversationId, afterSeq, pageLength))?.entries ?? null,
    push: (entries) => pushEntries(deps, options, { entries, send: sender.send }),
    gone: () => socket.close(closeCodes.policy, 'conversation ended'),
    failed: (error) => deps.logger.warn({ conversationId, err: error }, 'stream read failed'),
  });

  socket.on('pong', () => {
    hasAnswered = true;
  });
  socket.on('error', (error) =>
    deps.logger.debug({ conversationId, err: error }, 'stream socket failed'),
  );
  socket.on('close', () => {
    pump.stop();
    options.onClosed();
  });

  return {
    conversationId,
    wake: pump.wake,
    notify: (activity) => void sender.send({ activities: [JSON.stringify(activity)] }),
    sweep() {
      if (sender.hasStalledFor(timing.stallMs)) socket.terminate();
      else pump.wake();
    },
    ping() {
      if (!hasAnswered) {
        socket.terminate();
        return;
      }
      hasAnswered = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    },
    async close() {
      pump.stop();
      await pump.settled();
      socket.close(closeCodes.goingAway, 'restarting');
    },
  };
}

/** An `ActivitySet` whose activities are JSON already. */
interface Frame {
  readonly activities: readonly string[];
  readonly watermark?: string;
}

function toJson({ activities, watermark }: Frame): string {
  const tail = watermark === undefined ? '' : `,"watermark":${JSON.stringify(watermark)}`;
  return `{"activities":[${activities.join(',')}]${tail}}`;
}

/** Counts what the socket has not taken yet. */
function createSender(
  { clock, logger, onEvent }: DirectLineDeps,
  { socket, conversationId }: StreamConnectionOptions,
) {
  let unsentFrames = 0;
  let lastProgressAt = clock.now();

  return {
    /** Resolves at once, or when the socket has room again. Never rejects: a lost socket closes. */
    async send(frame: Frame): Promise<void> {
      if (socket.readyState !== socket.OPEN) return;
      if (unsentFrames === 0) lastProgressAt = clock.now();
      unsentFrames += 1;
      const taken = new Promise<void>((resolve) => {
        socket.send(toJson(frame), () => {
          unsentFrames -= 1;
          lastProgressAt = clock.now();
          resolve();
        });
      });
      onEvent?.({ kind: 'pushed', activities: frame.activities.length });
      if (socket.bufferedAmount > overflowBytes) {
        logger.info({ conversationId }, 'stream closed: reader too slow');
        socket.terminate();
      }
      if (socket.bufferedAmount > highWaterBytes) await taken;
    },
    hasStalledFor: (ms: number) => unsentFrames > 0 && clock.now() - lastProgressAt > ms,
  };
}

async function pushEntries(
  { store, fault }: DirectLineDeps,
  { conversationId, linkFile, socket }: StreamConnectionOptions,
  push: {
    readonly entries: readonly LogEntry[];
    readonly send: (frame: Frame) => Promise<void>;
  },
): Promise<void> {
  let activities: string[] = [];
  let bytes = 0;
  for (const [at, entry] of push.entries.entries()) {
    const activity = JSON.stringify(await renderActivity(conversationId, entry, linkFile));
    activities.push(activity);
    bytes += activity.length;
    const isLast = at === push.entries.length - 1;
    if (bytes < frameBytes && !isLast) continue;
    fault('before-push');
    await push.send({ activities, watermark: formatWatermark(store.epoch, entry.seq) });
    if (socket.readyState !== socket.OPEN) return;
    activities = [];
    bytes = 0;
  }
}
