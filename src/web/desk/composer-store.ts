import { backOffMs } from '../shared/back-off.ts';
import type { Pause } from '../shared/pause.ts';
import { WireError } from '../shared/request.ts';
import {
  type Composition,
  canSend,
  emptyComposition,
  isWorthRepeating,
  refused,
  suggested,
  written,
} from './composition.ts';
import type { CompositionShelf } from './composition-shelf.ts';
import type { PostedReply } from './desk-requests.ts';

interface ComposerStoreDeps {
  readonly shelf: CompositionShelf;
  readonly post: (reply: PostedReply) => Promise<unknown>;
  readonly newKey: () => string;
  readonly createPause: () => Pause;
  readonly random: () => number;
}

/** Under what view of the conversation the agent sends. */
export interface SentUnder {
  readonly epoch: number;
  readonly lastSeenSeq: number;
  /** Why it goes out though the guard warns. */
  readonly override?: { readonly reason: string };
}

/** Writes and sends replies, in each conversation one at a time. */
export interface ComposerStore {
  of(conversationId: string): Composition;
  subscribe(listener: () => void): () => void;
  write(conversationId: string, text: string): void;
  take(conversationId: string, suggestion: { readonly id: string; readonly text: string }): void;
  /** Resolves when the reply is durable, refused, or given up by the agent. */
  send(conversationId: string, under: SentUnder): Promise<void>;
  /** Gives up a reply that waits for the network; the text stays. */
  giveUp(conversationId: string): void;
  /** The network is back: nobody waits any longer. */
  hurry(): void;
}

export function createComposerStore(deps: ComposerStoreDeps): ComposerStore {
  const { of, put, subscribe } = deps.shelf;
  /** By conversation: the pause between two tries of the reply that is on its way. */
  const pauses = new Map<string, Pause>();
  const edit = (id: string, change: (composition: Composition) => Composition) => {
    if (of(id).phase === 'writing') put(id, change(of(id)));
  };

  return {
    of,
    subscribe,
    write: (id, text) => edit(id, (composition) => written(composition, text)),
    take: (id, suggestion) => edit(id, (composition) => suggested(composition, suggestion)),
    async send(id, under) {
      const composition = of(id);
      if (!canSend(composition)) return;
      const pause = deps.createPause();
      pauses.set(id, pause);
      put(id, { ...composition, phase: 'sending', hindrance: null });
      const { text, suggestionId } = composition;
      const key = deps.newKey();
      const reply = { conversationId: id, key, text: text.trim(), suggestionId, ...under };
      const error = await deliver(deps, reply, {
        pause,
        isWanted: () => pauses.get(id) === pause,
        onWait: () => put(id, { ...of(id), phase: 'waiting' }),
      });
      if (pauses.get(id) !== pause) return;
      pauses.delete(id);
      put(id, error === null ? emptyComposition : refused(of(id), error));
    },
    giveUp(id) {
      const pause = pauses.get(id);
      pauses.delete(id);
      pause?.skip();
      put(id, { ...of(id), phase: 'writing' });
    },
    hurry() {
      for (const pause of pauses.values()) pause.skip();
    },
  };
}

interface Delivery {
  readonly pause: Pause;
  readonly isWanted: () => boolean;
  readonly onWait: () => void;
}

/** Sends, with one key, until somebody answers; `null`: the reply is durable, else the refusal. */
async function deliver(
  { post, random }: ComposerStoreDeps,
  reply: PostedReply,
  { pause, isWanted, onWait }: Delivery,
): Promise<unknown> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await post(reply);
      return null;
    } catch (error) {
      if (!isWorthRepeating(error) || !isWanted()) return error;
      onWait();
      await pause.wait(askedToWaitMs(error) ?? backOffMs(attempt, random));
      if (!isWanted()) return error;
    }
  }
}

function askedToWaitMs(error: unknown): number | null {
  return error instanceof WireError ? error.retryAfterMs : null;
}
