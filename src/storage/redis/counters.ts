import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Counted, CounterStore } from '../../kernel/counter-store.ts';
import { AppError } from '../../kernel/errors.ts';
import type { CarryOut } from './carry-out.ts';
import { reading, type StoreFunction, writing } from './functions.ts';
import type { Reply } from './replies.ts';

/** Whoever is counted waits for it: a Redis that takes longer is taken for away. */
const withinMs = 1_000;

/** Counts of all nodes; `countOnce` tries once, and what it counts in vain is no harm. */
export function createCounters(countOnce: CarryOut): CounterStore {
  return {
    countUp: (key, perMs) => atOnce(countOnce(countUp, { name: hide(key), perMs })),
    readCount: (key) => atOnce(countOnce(readCount, { name: hide(key) })),
  };
}

/** The keys are addresses of people: they do not stand in Redis. */
function hide(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

async function atOnce<Result>(counting: Promise<Result>): Promise<Result> {
  const giveUp = new AbortController();
  const late = pause(withinMs, null, { signal: giveUp.signal }).then(
    () => {
      throw new AppError('STORE_DOWN', `Redis has not counted within ${withinMs} ms`);
    },
    // Given up: it was in time.
    () => counting,
  );
  try {
    return await Promise.race([counting, late]);
  } finally {
    giveUp.abort();
  }
}

const countUp: StoreFunction<{ readonly name: string; readonly perMs: number }, Counted> = {
  ...writing('count_up'),
  read: readCounted,
};

const readCount = reading<{ readonly name: string }, Counted | null>(
  'read_count',
  (request) => request,
  (reply) => (reply === null ? null : readCounted(reply)),
);

function readCounted(reply: Reply): Counted {
  const [count, endsInMs] = reply as readonly Reply[];
  return { count: Number(count), endsInMs: Number(endsInMs) };
}
