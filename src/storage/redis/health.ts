import { toAppError } from '../../kernel/errors.ts';
import type { StoreHealth } from '../store.ts';
import type { Connection } from './connection.ts';
import { findWeaknesses } from './durability.ts';
import type { Reply } from './replies.ts';

interface HealthDeps {
  readonly connection: Connection;
  readonly acceptsLoss: boolean;
  readonly library: string;
  /** Tries a write. */
  probe(): Promise<unknown>;
  isForgettingDue(): boolean;
}

const told = [
  'redis_version',
  'used_memory',
  'maxmemory',
  'aof_current_size',
  'aof_rewrite_in_progress',
  'aof_last_bgrewrite_status',
  'aof_last_write_status',
];

/** Whether Redis takes writes and keeps them; never waits for a connection that is not there. */
export async function readHealth(deps: HealthDeps): Promise<StoreHealth> {
  const { connection } = deps;
  const base = { adapter: 'redis', queued: connection.queued } as const;
  const counts = { library: deps.library, repeats: connection.repeats };
  const trouble = connection.findProblem();
  if (trouble) return { ...base, isWritable: false, problem: trouble.message, facts: counts };
  try {
    await deps.probe();
    const info = await connection.send(['INFO', 'everything']);
    const weaknesses = await findWeaknesses(connection.send);
    const weak = weaknesses.map(({ setting, value }) => `${setting} is ${value}`).join(', ');
    return {
      ...base,
      isWritable: weak === '' || deps.acceptsLoss,
      ...(weak === '' ? {} : { problem: `may lose what was acknowledged: ${weak}` }),
      facts: { ...counts, ...readFacts(info), erasedTextInFile: deps.isForgettingDue() ? 1 : 0 },
    };
  } catch (thrown) {
    return { ...base, isWritable: false, problem: toAppError(thrown).message, facts: counts };
  }
}

function readFacts(info: Reply): Readonly<Record<string, string | number>> {
  const lines = String(info).split('\r\n');
  const facts = lines.flatMap((line) => {
    const [name = '', value = ''] = line.split(':', 2);
    return told.includes(name) ? [[name, /^\d+$/.test(value) ? Number(value) : value]] : [];
  });
  return Object.fromEntries(facts);
}
