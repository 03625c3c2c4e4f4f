import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toAppError } from '../kernel/errors.ts';
import { copyFiles } from '../storage/files/copy-files.ts';
import { copyDatabase, flushToDisk } from '../storage/sqlite/copy-database.ts';
import { databaseName } from '../storage/sqlite/open-database.ts';

// Copies the database and the uploaded files into a new folder; the server may go on working. The files come second:
// every file the copied database knows is older than it. Keys and passwords of the data directory are not copied.
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
  copyDatabase(join(from, databaseName), join(unfinished, databaseName));
  const files = await copyFiles(join(from, 'uploads'), join(unfinished, 'uploads'));
  await rename(unfinished, to);
  flushToDisk(dirname(to));
  console.log(`备份完成：${to}（数据库和 ${files} 个上传的文件；不含密钥和密码）`);
} catch (thrown) {
  console.error(`备份失败：${toAppError(thrown).message}`);
  process.exitCode = 1;
}
