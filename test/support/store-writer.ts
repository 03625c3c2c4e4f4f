import { systemClock } from '../../src/kernel/clock.ts';
import type { ConversationId } from '../../src/kernel/ids.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import type { Store } from '../../src/storage/store.ts';
import { accepting, committing, conversation, reply } from './store-builders.ts';

// A process that writes as fast as it can and says what was acknowledged, one line each: `conversation seq text`.
// Arguments: directory, a name for this run. Begin it with startStoreWriter.
const [directory = '', run = ''] = process.argv.slice(2);
const writers = 16;

const store = await openSqliteStore({ directory, clock: systemClock });
console.log('open');
await Promise.all(Array.from({ length: writers }, (_, at) => write(store, conversation(`c${at}`))));

async function write(to: Store, id: ConversationId): Promise<void> {
  const begun = await to.commit(committing(id, 'start', null, { state: 0 }));
  if (begun.kind === 'fenced') throw new Error('unexpected');
  for (let at = 0; ; at += 1) {
    const text = `${run}:${at}`;
    const accepted = await to.accept(accepting(id, text));
    if (accepted.kind !== 'accepted') throw new Error(`accept was answered ${accepted.kind}`);
    console.log(`${id} ${accepted.seq} ${text}`);

    const record = await to.load(id);
    const answer = `answer ${text}`.replace(' ', '-');
    const committed = await to.commit(
      committing(id, `turn:${text}`, record?.etag ?? null, {
        state: Number(record?.state) + 1,
        processedUpTo: accepted.seq,
        entries: [reply(answer)],
      }),
    );
    if (committed.kind !== 'committed') throw new Error(`commit was answered ${committed.kind}`);
    console.log(`${id} ${committed.firstSeq} ${answer}`);
  }
}
