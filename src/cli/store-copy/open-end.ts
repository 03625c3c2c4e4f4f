import { resolve } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { StoreSource, StoreTarget } from '../../storage/copy/contents.ts';
import { openSqliteSource, openSqliteTarget } from '../../storage/sqlite/open-sqlite-contents.ts';

/** Whether it names a Redis; anything else is a folder. Another scheme, or a URL that is none, is a mistake. */
export function isRedisUrl(end: string): boolean {
  if (!end.includes('://')) return false;
  if (URL.canParse(end) && /^rediss?:$/.test(new URL(end).protocol)) return true;
  const shown = end.replace(/\/\/[^@/]*@/, '//…@');
  throw new AppError('BAD_REQUEST', `${shown} 不是 redis:// 或 rediss:// 地址，也不是文件夹`);
}

export async function openSource(end: string): Promise<StoreSource> {
  if (!isRedisUrl(end)) return openSqliteSource(resolve(end));
  const { openRedisSource } = await import('../../storage/redis/open-redis-contents.ts');
  return openRedisSource({ address: { url: end }, logger });
}

export async function openTarget(
  end: string,
  { acceptsLoss }: { readonly acceptsLoss: boolean },
): Promise<StoreTarget> {
  if (!isRedisUrl(end)) return openSqliteTarget(resolve(end));
  const { openRedisTarget } = await import('../../storage/redis/open-redis-contents.ts');
  return openRedisTarget({ address: { url: end }, acceptsLoss, logger });
}

/** What a command has to tell while it works; what ends it is told by itself. */
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (facts, message) => console.error(message, facts),
  error: (facts, message) => console.error(message, facts),
};
