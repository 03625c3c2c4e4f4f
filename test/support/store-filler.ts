import { once } from 'node:events';
import { systemClock } from '../../src/kernel/clock.ts';
import { toAppError } from '../../src/kernel/errors.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { accepting, begin, conversation } from './store-builders.ts';

// A process that writes until the disk refuses, says so, waits for a line and tries again.
// Argument: directory. Writes the error, whether it can write again, and the head it was told.
const [directory = ''] = process.argv.slice(2);
const a = conversation('a');
const long = '退货 '.repeat(2000);

const store = await openSqliteStore({ directory, clock: systemClock });
await begin(store, a);
let head = 0;
try {
  for (;;) await add();
} catch (thrown) {
  const { isWritable } = await store.health();
  const state = isWritable ? 'writable' : 'not writable';
  console.log(`${toAppError(thrown).code} ${state} after ${head}`);
}

await once(process.stdin, 'data');
await add();
await add();
console.log((await store.health()).isWritable ? 'writable' : 'not writable');
console.log(`${head} 0`);
await store.close();
process.stdin.destroy();

async function add(): Promise<void> {
  const result = await store.accept(accepting(a, `k${head}`, long));
  if (result.kind === 'accepted') head = result.seq;
}
