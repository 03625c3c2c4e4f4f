import type { WebSocket } from 'ws';
import type { ConversationId } from '../../../src/kernel/ids.ts';
import { createSignal } from '../../../src/kernel/signal.ts';
import type { LinkFile } from '../render-activity.ts';
import type { DirectLineDeps, StreamTiming } from './direct-line-deps.ts';
import { type EphemeralActivity, renderEphemeral } from './ephemeral-activity.ts';
import { createStreamConnection, type StreamConnection } from './stream-connection.ts';
import { takeTurns } from './take-turns.ts';

/** Tabs and devices of one shopper. */
const maxSocketsPerConversation = 10;
/** What one process holds at most; about 20 KB each. */
const maxSockets = 10_000;

const defaultTiming: StreamTiming = { sweepMs: 5000, pingMs: 25_000, stallMs: 30_000 };

export type StreamHub = ReturnType<typeof createStreamHub>;

/** Holds the open sockets: wakes them by hints of the store and, in case a hint was lost, by a sweep. */
export function createStreamHub(deps: DirectLineDeps) {
  const timing = { ...defaultTiming, ...deps.timing };
  const rooms = new Map<ConversationId, Set<StreamConnection>>();
  const all = new Set<StreamConnection>();

  const roomOf = (conversationId: ConversationId) => [...(rooms.get(conversationId) ?? [])];
  const stopHints = deps.store.onWrite(({ conversationId }) => {
    for (const connection of roomOf(conversationId)) connection.wake();
  });
  const stopTurns = [
    takeTurns(all, timing.sweepMs, (connection) => connection.sweep()),
    takeTurns(all, timing.pingMs, (connection) => connection.ping()),
  ];
  const tellCount = () => deps.onEvent?.({ kind: 'sockets', open: all.size });

  return {
    typing: createSignal<ConversationId>(), // whose shopper is typing
    hasRoomFor: (conversationId: ConversationId): boolean =>
      all.size < maxSockets && roomOf(conversationId).length < maxSocketsPerConversation,

    add(stream: {
      readonly socket: WebSocket;
      readonly conversationId: ConversationId;
      readonly cursor: number;
      readonly linkFile: LinkFile;
    }): void {
      const { conversationId } = stream;
      const room = rooms.get(conversationId) ?? new Set();
      const connection = createStreamConnection(deps, {
        ...stream,
        timing,
        onClosed() {
          room.delete(connection);
          if (room.size === 0 && rooms.get(conversationId) === room) rooms.delete(conversationId);
          all.delete(connection);
          tellCount();
        },
      });
      room.add(connection);
      rooms.set(conversationId, room);
      all.add(connection);
      tellCount();
      connection.wake();
    },

    notify(conversationId: ConversationId, ephemeral: EphemeralActivity): void {
      const activity = renderEphemeral(deps, conversationId, ephemeral);
      for (const connection of roomOf(conversationId)) connection.notify(activity);
    },

    async close(): Promise<void> {
      stopHints();
      for (const stop of stopTurns) stop();
      await Promise.all([...all].map((connection) => connection.close()));
    },
  };
}
