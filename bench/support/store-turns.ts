import type { ConversationId } from '../../src/kernel/ids.ts';
import type { Store } from '../../src/storage/store.ts';
import {
  accepting,
  begin,
  committing,
  conversation,
  reply,
} from '../../test/support/store-builders.ts';
import type { DoTurn } from './turn-load.ts';

/** Turns that only the store carries: a message accepted and its reply committed, in so many conversations. */
export async function storeTurns(store: Store, conversations: number): Promise<DoTurn> {
  const places: { id: ConversationId; etag: string; turn: number }[] = [];
  for (let n = 0; n < conversations; n += 1) {
    const id = conversation(`load-${n}`);
    places.push({ id, etag: await begin(store, id), turn: 0 });
  }
  return async (caller) => {
    const place = places[caller % conversations];
    if (!place) throw new Error('no conversation');
    const begun = performance.now();
    place.turn += 1;
    await store.accept(accepting(place.id, `message-${place.turn}`));
    const answer = await store.commit(
      committing(place.id, `turn-${place.turn}`, place.etag, { entries: [reply('好')] }),
    );
    if (answer.kind !== 'committed') throw new Error(`not committed: ${answer.kind}`);
    place.etag = answer.etag;
    return performance.now() - begun;
  };
}
