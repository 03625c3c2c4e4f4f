import { AppError } from '../../kernel/errors.ts';
import type { Send } from './client.ts';
import { judgeError } from './judge-error.ts';
import type { Reply } from './replies.ts';

/** A setting of Redis that lets it lose what it has acknowledged. */
export interface Weakness {
  readonly setting: string;
  /** `unknown` where Redis does not tell. */
  readonly value: string;
  readonly mayLose: string;
  readonly remedy: string;
}

/**
 * What must hold, and what may be lost where it does not. Measured: with `everysec` a power cut loses about a second,
 * and with a slow disk the end of the process alone loses up to two, because Redis answers before it has written.
 */
const demands = [
  {
    setting: 'appendonly',
    wanted: 'yes',
    mayLose: 'everything since the last snapshot, whenever Redis ends',
  },
  {
    setting: 'appendfsync',
    wanted: 'always',
    mayLose:
      'up to two seconds of acknowledged messages in a power cut, or when Redis ends on a slow disk',
  },
  {
    setting: 'maxmemory-policy',
    wanted: 'noeviction',
    mayLose: 'any conversation, case or timer, once memory is full',
  },
] as const;

/** Reads the settings and names those that are too weak; empty: what is acknowledged is on the disk. */
export async function findWeaknesses(send: Send): Promise<readonly Weakness[]> {
  const settings = await readSettings(send);
  return demands.flatMap(({ setting, wanted, mayLose }) => {
    const value = settings[setting] ?? 'unknown';
    const remedy = `CONFIG SET ${setting} ${wanted}, and the same in redis.conf`;
    return value === wanted ? [] : [{ setting, value, mayLose, remedy }];
  });
}

/** The refusal, with a remedy for each weakness. */
export function refuseWeak(weaknesses: readonly Weakness[]): AppError {
  const lines = weaknesses.map(
    ({ setting, value, mayLose, remedy }) =>
      `${setting} is ${value}: ${remedy} (may lose ${mayLose})`,
  );
  return new AppError(
    'CONFIG_INVALID',
    `Redis would lose what was acknowledged:\n  ${lines.join('\n  ')}\n  or set REDIS_ACCEPT_LOSS=on to accept that`,
  );
}

async function readSettings(send: Send): Promise<Readonly<Record<string, string>>> {
  try {
    const reply = await send(['CONFIG', 'GET', ...demands.map(({ setting }) => setting)]);
    return toRecord(reply);
  } catch (thrown) {
    const { mayRepeat } = judgeError(thrown);
    if (mayRepeat) throw thrown;
    // A hosted Redis may forbid the question: then nothing is known.
    return {};
  }
}

/** The client gives a map as an object, or as names and values in turn where Redis speaks the older protocol. */
function toRecord(reply: Reply): Readonly<Record<string, string>> {
  if (!Array.isArray(reply))
    return Object.fromEntries(
      Object.entries(reply ?? {}).map(([name, value]) => [name, String(value)]),
    );
  const pairs: Record<string, string> = {};
  for (let at = 0; at + 1 < reply.length; at += 2) pairs[String(reply[at])] = String(reply[at + 1]);
  return pairs;
}
