import type { RecordOf, StoreRecord } from '../copy/store-record.ts';
import type { CarryOut } from './carry-out.ts';
import { dumpFunctions, type Listing, type PageRequest } from './dump-functions.ts';

/** Conversations, or other things, that are asked for at once. */
const atOnce = 32;
const entriesAtOnce = 100;

/** Everything under the keys of a store, as records. */
export async function* dumpRedis(carryOut: CarryOut): AsyncIterable<StoreRecord> {
  yield* dumpConversations(carryOut);
  yield* eachOfPages((page) => carryOut(dumpFunctions.waiting, page));
  yield* eachOfPages((page) => carryOut(dumpFunctions.timers, page));
  const calls = eachListed(
    (cursor) => carryOut(dumpFunctions.calls, cursor),
    ({ key }) => key,
  );
  yield* calls;
  for await (const names of inPortions(namesOf(carryOut, 'd'))) {
    yield* await Promise.all(names.map((name) => carryOut(dumpFunctions.document, name)));
  }
  yield* dumpAudit(carryOut);
  yield await carryOut(dumpFunctions.numbers, null);
}

async function* dumpConversations(carryOut: CarryOut): AsyncIterable<StoreRecord> {
  for await (const ids of inPortions(namesOf(carryOut, 'c'))) {
    const portion = await Promise.all(
      ids.map(async (id) => {
        const [row, first] = await Promise.all([
          carryOut(dumpFunctions.conversation, id),
          readEntries(carryOut, id, 0),
        ]);
        return { id, row, first };
      }),
    );
    for (const { id, row, first } of portion) {
      yield* row;
      yield* first;
      yield* dumpFurtherEntries(carryOut, id, first);
    }
  }
}

type Entry = RecordOf<'entry'>;

async function* dumpFurtherEntries(
  carryOut: CarryOut,
  id: string,
  first: readonly Entry[],
): AsyncIterable<Entry> {
  for (let entries = first; entries.length === entriesAtOnce; ) {
    entries = await readEntries(carryOut, id, entries.at(-1)?.seq ?? 0);
    yield* entries;
  }
}

function readEntries(carryOut: CarryOut, conversationId: string, afterSeq: number) {
  return carryOut(dumpFunctions.entries, { conversationId, afterSeq, limit: entriesAtOnce });
}

async function* dumpAudit(carryOut: CarryOut): AsyncIterable<StoreRecord> {
  for (let after = 0; ; ) {
    const lines = await carryOut(dumpFunctions.audit, { after, limit: entriesAtOnce });
    yield* lines;
    const last = lines.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

async function* eachOfPages<Row>(
  read: (page: PageRequest) => Promise<readonly Row[]>,
): AsyncIterable<Row> {
  for (let offset = 0; ; offset += entriesAtOnce) {
    const rows = await read({ offset, limit: entriesAtOnce });
    yield* rows;
    if (rows.length < entriesAtOnce) return;
  }
}

function namesOf(carryOut: CarryOut, of: 'c' | 'd'): AsyncIterable<string> {
  return eachListed(
    (cursor) => carryOut(dumpFunctions.names, { cursor, of }),
    (name) => name,
  );
}

/** Redis may give a name twice while its table grows or shrinks; names already given are kept, not what they name. */
async function* eachListed<Row>(
  list: (cursor: string) => Promise<Listing<Row>>,
  nameOf: (row: Row) => string,
): AsyncIterable<Row> {
  const given = new Set<string>();
  let cursor = '0';
  do {
    const { next, rows } = await list(cursor);
    for (const row of rows) {
      if (given.has(nameOf(row))) continue;
      given.add(nameOf(row));
      yield row;
    }
    cursor = next;
  } while (cursor !== '0');
}

async function* inPortions<Row>(rows: AsyncIterable<Row>): AsyncIterable<readonly Row[]> {
  let portion: Row[] = [];
  for await (const row of rows) {
    portion.push(row);
    if (portion.length < atOnce) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}
