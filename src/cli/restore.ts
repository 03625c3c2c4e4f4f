import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import { newId } from '../kernel/random.ts';
import { copyFiles } from '../storage/files/copy-files.ts';
import { databaseName } from '../storage/sqlite/open-database.ts';
import { restoreDatabase } from '../storage/sqlite/restore-database.ts';

// Puts a backup in the place of the present data, while no server runs. What was there is kept beside it.
const usage = '用法：npm run restore -- --from 备份文件夹 [--data 数据文件夹，默认 ./data]';

try {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, data: { type: 'string', default: './data' } },
  });
  if (values.from === undefined) throw new Error(usage);
  const from = resolve(values.from);
  const directory = resolve(values.data);
  const time = new Date(systemClock.now()).toISOString().replaceAll(':', '-');
  const keepIn = join(directory, `before-restore-${time}`);

  await restoreDatabase({
    from: join(from, databaseName),
    directory,
    epoch: newId(),
    keepIn,
    addTo: (staged) => copyFiles(join(from, 'uploads'), join(staged, 'uploads')),
  });
  console.log(
    `恢复完成：${directory}。原来的数据在 ${keepIn}，确认无误后请删除（里面有个人信息）。`,
  );
} catch (thrown) {
  console.error(`恢复失败：${toAppError(thrown).message}`);
  process.exitCode = 1;
}
