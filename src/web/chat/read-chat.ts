import type { Activity } from '../shared/wire.ts';
import type { ChatStore } from './chat-store.ts';
import { readOpinions } from './opinions.ts';
import { type Entry, echoedKeys, readActivities, typingSpeaker } from './transcript.ts';
import { createTypingClock } from './typing-clock.ts';

/** Dots that promise an answer which does not come would be a lie after this. */
const answerWithinMs = 20_000;
/** A typing activity holds this long unless repeated. */
const typingMs = 6_000;

/** Brings what arrives into the state. */
export interface Reader {
  setShopper(userId: string): void;
  /** Returns the keys of our own messages among them: they are in the log now. */
  read(activities: readonly Activity[]): ReadonlySet<string>;
  /** A message of ours is durable: the bot owes an answer, unless it has given it already. */
  expectAnswer(isInLog: boolean): void;
}

export function createReader(store: ChatStore): Reader {
  let userId = '';
  const clock = createTypingClock((typing) => store.update({ typing }));

  return {
    setShopper(id) {
      userId = id;
    },
    read(activities) {
      const { transcript: before, opinions } = store.state();
      const transcript = readActivities(before, activities, { userId, receivedAt: Date.now() });
      const heard = readOpinions(opinions, activities);
      store.update({ transcript, opinions: heard, isCaughtUp: true });
      const isAnswered = transcript.entries.slice(before.entries.length).some(isAnswer);
      if (isAnswered || transcript.owner.kind === 'queue') clock.clear();
      const typing = typingSpeaker(activities);
      if (typing !== null) clock.show(typing, typingMs);
      return echoedKeys(activities);
    },
    expectAnswer(isInLog) {
      const { entries, owner } = store.state().transcript;
      const last = entries[entries.length - 1];
      const isAnswered = isInLog && last !== undefined && isAnswer(last);
      if (owner.kind === 'bot' && !isAnswered) clock.show('bot', answerWithinMs);
    },
  };
}

function isAnswer(entry: Entry): boolean {
  return entry.kind === 'notice' || entry.speaker !== 'shopper';
}
