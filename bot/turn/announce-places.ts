import type { QueueStore } from '../../src/handoff/queue-store.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import type { Logger } from '../../src/kernel/logger.ts';

interface Announcer {
  /** Shows an activity to the open pages of a conversation; it is not part of the log. */
  notify(conversationId: ConversationId, activity: object): void;
}

/** How often the queue is compared with what was told. */
const intervalMs = 2_000;
/** Every so many comparisons all are told again: a page that was just opened knows nothing yet. */
const repeatEvery = 3;

/** Tells waiting shoppers their place: soon when it has changed, and now and then anyway. Returns the way to stop. */
export function announcePlaces(deps: {
  readonly store: Pick<QueueStore, 'listQueue'>;
  readonly directLine: Announcer;
  readonly logger: Logger;
}): () => void {
  let told = new Map<ConversationId, number>();
  let comparisons = 0;

  async function announce(): Promise<void> {
    try {
      const { rows } = await deps.store.listQueue({ limit: 200 });
      const now = new Map(rows.map((row) => [row.conversationId, row.place]));
      const isRepeating = comparisons++ % repeatEvery === 0;
      for (const [conversationId, place] of now) {
        if (told.get(conversationId) === place && !isRepeating) continue;
        const value = { place };
        deps.directLine.notify(conversationId, { type: 'event', name: 'handoff.place', value });
      }
      told = now;
    } catch (error) {
      deps.logger.warn({ err: error }, 'places in the queue were not announced');
    }
  }

  const timer = setInterval(() => void announce(), intervalMs);
  return () => clearInterval(timer);
}
