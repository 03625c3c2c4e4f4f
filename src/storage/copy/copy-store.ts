import { AppError } from '../../kernel/errors.ts';
import type { StoreSource, StoreTarget } from './contents.ts';
import { type StoreRecord, storeRecordSchema } from './store-record.ts';
import { createSummariser, findDifferences, type Summary } from './summary.ts';

/** Small enough for one call of Redis and one transaction of SQLite, large enough to share their flush. */
const batchSize = 128;
/** Enough to see what went wrong. */
const toldDifferences = 10;

/**
 * Copies all that one store holds into an empty one, reads the copy back, and makes a store of it only when both hold
 * the same. A record in memory is gone with its batch; what is kept to compare is a hash of each thing.
 */
export async function copyStore(
  source: StoreSource,
  target: StoreTarget,
  epoch: string,
): Promise<Summary> {
  const original = createSummariser();
  let batch: StoreRecord[] = [];
  for await (const record of checked(source.dump())) {
    original.add(record);
    batch.push(record);
    if (batch.length < batchSize) continue;
    await target.load(batch);
    batch = [];
  }
  if (batch.length > 0) await target.load(batch);
  await source.checkAlone();

  const summary = original.end();
  const differences = findDifferences(summary, await summarise(target.dump()));
  if (differences.length > 0) throw refuse(differences);
  await target.finish(epoch);
  return summary;
}

async function summarise(records: AsyncIterable<StoreRecord>): Promise<Summary> {
  const summariser = createSummariser();
  for await (const record of checked(records)) summariser.add(record);
  return summariser.end();
}

async function* checked(records: AsyncIterable<StoreRecord>): AsyncIterable<StoreRecord> {
  for await (const record of records) {
    const { success, data, error } = storeRecordSchema.safeParse(record);
    if (success) yield data;
    // The message of zod would quote what people have said.
    else throw unreadable(record, String(error.issues[0]?.path.join('.')));
  }
}

function unreadable({ kind }: StoreRecord, field: string): AppError {
  return new AppError('INTERNAL', `a record of kind ${kind} has no readable ${field}`);
}

function refuse(differences: readonly string[]): AppError {
  const told = differences.slice(0, toldDifferences);
  const more = differences.length - told.length;
  const lines = more > 0 ? [...told, `and ${more} more`] : told;
  return new AppError('INTERNAL', `the copy differs from the original:\n  ${lines.join('\n  ')}`);
}
