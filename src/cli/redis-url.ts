import { AppError } from '../kernel/errors.ts';
import { isRedisUrl } from './store-copy/open-end.ts';

/** The Redis that REDIS_URL names, as it does for the server; `null`: the embedded store. */
export function readRedisUrl(env: NodeJS.ProcessEnv = process.env): string | null {
  const { REDIS_URL: url, REDIS_SENTINELS: sentinels } = env;
  if (url === undefined || url === '') return null;
  if (sentinels !== undefined && sentinels !== '') {
    const remedy = '请不设 REDIS_SENTINELS，在 REDIS_URL 里写主节点的地址';
    throw new AppError('CONFIG_INVALID', remedy);
  }
  if (isRedisUrl(url)) return url;
  throw new AppError('CONFIG_INVALID', 'REDIS_URL 不是 redis:// 或 rediss:// 地址');
}
