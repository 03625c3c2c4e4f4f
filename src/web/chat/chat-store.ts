import type { ConnectionStatus } from '../shared/keep-connected.ts';
import type { Outbox } from '../shared/outbox.ts';
import type { Shop } from '../shared/wire.ts';
import type { Opinions } from './opinions.ts';
import { emptyTranscript, type Transcript } from './transcript.ts';
import type { Typing } from './typing-clock.ts';

/** Everything the page draws. */
export interface ChatState {
  readonly status: ConnectionStatus;
  /** The device says that it has no network. */
  readonly isOffline: boolean;
  readonly shop: Shop | null;
  /** By how much the server's clock goes before the device's. */
  readonly clockAheadMs: number;
  readonly transcript: Transcript;
  /** By the log, and by taps that are on their way to it. */
  readonly opinions: Opinions;
  readonly outbox: Outbox;
  /** Somebody is typing, or the bot owes an answer. */
  readonly typing: Typing;
  /** The log has been read once; what comes now is new. */
  readonly isCaughtUp: boolean;
}

/** The state, and who wants to know when it changes. */
export interface ChatStore {
  state(): ChatState;
  update(change: Partial<ChatState>): void;
  /** Returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** Starts with nothing known. */
export function createChatStore(): ChatStore {
  const listeners = new Set<() => void>();
  let state: ChatState = {
    status: 'connecting',
    isOffline: false,
    shop: null,
    clockAheadMs: 0,
    transcript: emptyTranscript,
    opinions: new Map(),
    outbox: [],
    typing: null,
    isCaughtUp: false,
  };
  return {
    state: () => state,
    update(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
