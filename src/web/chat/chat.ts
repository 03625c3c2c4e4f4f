import { feedbackEvent } from '../../api/feedback.ts';
import { createDelivery, type Delivery } from '../shared/delivery.ts';
import { createDirectLineClient, type DirectLineClient } from '../shared/direct-line-client.ts';
import { newKey } from '../shared/new-key.ts';
import type { PendingFile } from '../shared/outbox.ts';
import { createSessionMemory } from '../shared/session-memory.ts';
import { type ChatStore, createChatStore } from './chat-store.ts';
import { withOpinion } from './opinions.ts';
import { createReader } from './read-chat.ts';
import { takeShopperToken } from './shopper-token.ts';
import { emptyTranscript } from './transcript.ts';
import { watchNetwork } from './watch-network.ts';

/** What the shopper sees and can do. */
export interface Chat extends Pick<ChatStore, 'state' | 'subscribe'> {
  say(text: string, files?: readonly PendingFile[]): void;
  choose(label: string, choice: string): void;
  retry(key: string): void;
  /** Says whether an answer helped. What does not get through is lost: no shopper would come back for it. */
  judge(answerId: string, useful: boolean): void;
  /** Takes back what is not sent yet, an upload that runs included. */
  discard(key: string): void;
}

/** An acknowledged message that has not come back on the stream by then: the stream is dead, though nobody said so. */
const echoWithinMs = 5_000;

/** Connects the page to its conversation. */
export function createChat(): Chat {
  const store = createChatStore();
  const reader = createReader(store);

  const memory = createSessionMemory();

  const client = createDirectLineClient({
    shopperToken: takeShopperToken(memory),
    onSession(session, isOther) {
      if (isOther) startOver();
      reader.setShopper(session.userId);
      store.update({ shop: session.shop, clockAheadMs: clockAhead(session.now, Date.now()) });
    },
    onActivities: (activities) => delivery.remove(reader.read(activities)),
    onStatus(status) {
      if (store.state().status !== status) store.update({ status });
      if (status === 'online') delivery.resume();
    },
  });

  const delivery: Delivery = createDelivery({
    courier: client,
    memory,
    onChange: (outbox) => store.update({ outbox }),
    onAcknowledged(key) {
      const isInLog = () => !delivery.outbox().some((pending) => pending.key === key);
      reader.expectAnswer(isInLog());
      setTimeout(() => isInLog() || client.reconnect(), echoWithinMs);
    },
    later: (then, ms) => void setTimeout(then, ms),
  });
  store.update({ outbox: delivery.outbox(), isOffline: !navigator.onLine });

  /** The server no longer knows the old conversation: what waited for its echo there is gone with it. */
  function startOver(): void {
    const stuck = delivery.outbox().filter(({ state }) => state === 'acknowledged');
    delivery.remove(new Set(stuck.map(({ key }) => key)));
    store.update({ transcript: emptyTranscript, opinions: new Map(), isCaughtUp: false });
  }

  watchNetwork({
    change(isOffline) {
      store.update({ isOffline });
      client.reconnect();
    },
    // A phone that wakes often waits out a long pause for a network that is back already.
    awake: () => store.state().status === 'online' || client.reconnect(),
  });

  return {
    state: store.state,
    subscribe: store.subscribe,
    ...shopperActs(delivery),
    judge: createJudge(store, client),
  };
}

/** Shows the opinion at once, and the one before again where the server did not get it. */
function createJudge(store: ChatStore, client: Pick<DirectLineClient, 'tell'>): Chat['judge'] {
  return (answerId, useful) => {
    const before = store.state().opinions.get(answerId);
    store.update({ opinions: withOpinion(store.state().opinions, answerId, useful) });
    client.tell(feedbackEvent, { answerId, useful }).catch(() => {
      store.update({ opinions: withOpinion(store.state().opinions, answerId, before) });
    });
  };
}

function shopperActs(delivery: Delivery): Omit<Chat, 'state' | 'subscribe' | 'judge'> {
  const send = (text: string, rest: { files?: readonly PendingFile[]; choice?: string }) =>
    delivery.send({ key: newKey(), at: Date.now(), text, files: [], ...rest });
  return {
    say: (text, files = []) => send(text, { files }),
    choose: (label, choice) => send(label, { choice }),
    retry: delivery.retry,
    discard: delivery.giveUp,
  };
}

/** By how much the server's clock goes before the device's; a server that does not tell the time goes with it. */
function clockAhead(serverTime: string, deviceTime: number): number {
  return (Date.parse(serverTime) || deviceTime) - deviceTime;
}
