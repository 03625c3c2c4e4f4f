import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import { newId } from '../kernel/random.ts';
import type { ErasedMark } from '../privacy/erasure-list-store.ts';
import { copyStore } from '../storage/copy/copy-store.ts';
import { copyFiles } from '../storage/files/copy-files.ts';
import {
  createErasureFile,
  erasureFileName,
  readErasureFile,
} from '../storage/files/erasure-file.ts';
import { copyDatabase } from '../storage/sqlite/copy-database.ts';
import { databaseName } from '../storage/sqlite/open-database.ts';
import { readDatabase } from '../storage/sqlite/open-sqlite-contents.ts';
import { checkDatabase, restoreDatabase } from '../storage/sqlite/restore-database.ts';
import { eraseAgain } from './erase-again.ts';
import { readRedisUrl } from './redis-url.ts';
import { openTarget } from './store-copy/open-end.ts';

// Puts a backup in the place of the present data, while no server runs. What was there is kept beside it. Where
// REDIS_URL is set, it goes into that Redis, which must be empty.
const usage = '用法：npm run restore -- --from 备份文件夹 [--data 数据文件夹，默认 ./data]';

try {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, data: { type: 'string', default: './data' } },
  });
  if (values.from === undefined) throw new Error(usage);
  const from = resolve(values.from);
  const directory = resolve(values.data);
  const redisUrl = readRedisUrl();
  if (redisUrl === null) await restoreIntoFolder(from, directory);
  else await restoreIntoRedis(from, { redisUrl, directory });
} catch (thrown) {
  console.error(`恢复失败：${toAppError(thrown).message}`);
  process.exitCode = 1;
}

async function restoreIntoFolder(from: string, directory: string): Promise<void> {
  const time = new Date(systemClock.now()).toISOString().replaceAll(':', '-');
  const keepIn = join(directory, `before-restore-${time}`);
  let said = '';
  await restoreDatabase({
    from: join(from, databaseName),
    directory,
    epoch: newId(),
    keepIn,
    addTo: async (staged) => {
      await copyFiles(join(from, 'uploads'), join(staged, 'uploads'));
      said = await eraseAgain(staged, await marksIn(from, directory));
    },
  });
  console.log(
    `恢复完成：${directory}。${said}原来的数据在 ${keepIn}，确认无误后请删除（里面有个人信息）。`,
  );
}

/** What was erased, as the present folder and the backup know it; the present list stays where it is. */
async function marksIn(from: string, directory: string): Promise<readonly ErasedMark[]> {
  const present = join(directory, erasureFileName);
  const known = await readErasureFile(present);
  const hashes = new Set(known.map(({ hash, upTo }) => `${hash}:${upTo}`));
  const others = (await readErasureFile(join(from, erasureFileName))).filter(
    ({ hash, upTo }) => !hashes.has(`${hash}:${upTo}`),
  );
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await createErasureFile(present).add(others);
  return [...known, ...others];
}

interface RedisPlace {
  readonly redisUrl: string;
  /** Of the nodes, for the uploaded files. */
  readonly directory: string;
}

/** By a copy in the folder: what was erased since is not put into Redis at all. */
async function restoreIntoRedis(from: string, { redisUrl, directory }: RedisPlace): Promise<void> {
  const marks = await marksIn(from, directory);
  const cleaned = join(directory, 'restoring-into-redis');
  await rm(cleaned, { recursive: true, force: true });
  await mkdir(cleaned, { mode: 0o700 });
  try {
    checkDatabase(join(from, databaseName));
    copyDatabase(join(from, databaseName), join(cleaned, databaseName));
    await copyFiles(join(from, 'uploads'), join(cleaned, 'uploads'));
    const said = await eraseAgain(cleaned, marks);
    const files = await loadIntoRedis(cleaned, { redisUrl, directory });
    console.log(`恢复完成：Redis，${files} 个上传的文件在 ${directory}。${said}`);
  } finally {
    await rm(cleaned, { recursive: true, force: true });
  }
}

async function loadIntoRedis(from: string, { redisUrl, directory }: RedisPlace): Promise<number> {
  const source = readDatabase(join(from, databaseName));
  try {
    const target = await openTarget(redisUrl, { acceptsLoss: false });
    try {
      const files = await copyFiles(join(from, 'uploads'), join(directory, 'uploads'));
      await copyStore(source, target, newId());
      return files;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}
