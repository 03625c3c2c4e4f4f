import type { Store } from '../../src/storage/store.ts';
import { agent } from './store-builders.ts';
import { openPlace } from './store-place.ts';

const agents = 64;
const leaseMs = 1_000;

/** Agents who take whoever waits until nobody does; tells each conversation that one of them has got for good. */
export async function takeAll(
  store: Store,
  run: string,
  taken: (conversationId: string) => void,
): Promise<void> {
  const take = async (name: string) => {
    for (let at = 0; (await store.queueDepth()) > 0; at += 1) {
      const claim = await store.claimHandoff({
        agentId: agent(name),
        capacity: 1,
        requestId: `${run}:${name}:${at}`,
        leaseMs,
      });
      // What a killed process has reserved is free when its lease ends.
      if (claim === null) await new Promise((resolve) => setTimeout(resolve, 20));
      else if (await store.settleHandoff(claim.lease, 'complete')) taken(claim.conversationId);
    }
  };
  await Promise.all(Array.from({ length: agents }, (_, n) => take(`a${n}`)));
}

// As a process of its own. Arguments: a place, a name for this run. Says whom it has taken, one line each, then `done`.
if (import.meta.main) {
  const [place = '', run = ''] = process.argv.slice(2);
  const store = await openPlace(place);
  await takeAll(store, run, console.log);
  console.log('done');
  await store.close();
}
