import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toAppError } from '../kernel/errors.ts';
import { copyStore } from '../storage/copy/copy-store.ts';
import { copyFiles } from '../storage/files/copy-files.ts';
import { erasureFileName } from '../storage/files/erasure-file.ts';
import { copyDatabase, flushToDisk } from '../storage/sqlite/copy-database.ts';
import { databaseName } from '../storage/sqlite/open-database.ts';
import { lockName } from '../storage/sqlite/store-lock.ts';
import { readRedisUrl } from './redis-url.ts';
import { openSource, openTarget } from './store-copy/open-end.ts';

// Copies the database and the uploaded files into a new folder; the server may go on working. The files come second:
// every file the copied database knows is older than it. The list of what was erased goes with them. Keys and passwords of the data directory are not copied.
// Where REDIS_URL is set, the store in Redis becomes such a database, and no node may use it meanwhile.
const usage = '用法：npm run backup -- --to 新文件夹 [--data 数据文件夹，默认 ./data]';

try {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, data: { type: 'string', default: './data' } },
  });
  if (values.to === undefined) throw new Error(usage);
  const to = resolve(values.to);
  const unfinished = `${to}.unfinished`;
  const from = resolve(values.data);

  if (existsSync(to)) throw new Error(`${to} 已经存在，请换一个名字`);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const redisUrl = readRedisUrl();
  if (redisUrl === null) copyDatabase(join(from, databaseName), join(unfinished, databaseName));
  else await copyFromRedis(redisUrl, unfinished);
  const files = await copyFiles(join(from, 'uploads'), join(unfinished, 'uploads'));
  const erasures = join(from, erasureFileName);
  if (existsSync(erasures)) await copyFile(erasures, join(unfinished, erasureFileName));
  await rename(unfinished, to);
  flushToDisk(dirname(to));
  console.log(`备份完成：${to}（数据库和 ${files} 个上传的文件；不含密钥和密码）`);
} catch (thrown) {
  console.error(`备份失败：${toAppError(thrown).message}`);
  process.exitCode = 1;
}

/** With the epoch of the original, as any backup: restoring begins another. */
async function copyFromRedis(url: string, directory: string): Promise<void> {
  const source = await openSource(url);
  try {
    const target = await openTarget(directory, { acceptsLoss: false });
    try {
      await copyStore(source, target, source.epoch);
    } finally {
      await target.close();
    }
    // Nobody works in a backup.
    await rm(join(directory, lockName));
  } finally {
    await source.close();
  }
}
