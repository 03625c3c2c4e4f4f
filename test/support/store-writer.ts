import { systemClock } from '../../src/kernel/clock.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { keepWriting } from './keep-writing.ts';

// A process that writes as fast as it can and says what was acknowledged; see keep-writing.ts. Begin it with
// startStoreWriter. Arguments: directory, a name for this run, and how SQLite flushes.
const [directory = '', run = '', synchronous] = process.argv.slice(2);

const store = await openSqliteStore({
  directory,
  clock: systemClock,
  ...(synchronous === 'NORMAL' && { synchronous }),
});
console.log('open');
await keepWriting(store, { run, acknowledge: console.log, isOver: () => false });
