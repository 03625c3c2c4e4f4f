import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toAppError } from '../kernel/errors.ts';
import { newId } from '../kernel/random.ts';
import { copyStore } from '../storage/copy/copy-store.ts';
import { copyUploads } from './store-copy/copy-uploads.ts';
import { countsLine } from './store-copy/counts-line.ts';
import { isRedisUrl, openSource, openTarget } from './store-copy/open-end.ts';

// Moves a store to another place, between the embedded database and Redis or within a kind, while no server runs.
// The copy gets an epoch of its own: whether the original is used again, nobody can know, and clients that have seen
// another life of a log must not skip what they have not read. They replay it once.
const usage = `用法：npm run store:copy -- --from 数据文件夹或redis://… --to 数据文件夹或redis://… [--files 数据文件夹] [--accept-loss]
  --files        从 Redis 复制到文件夹时，上传的文件在哪个数据文件夹里
  --accept-loss  目标 Redis 的设置会丢消息也接受（同 REDIS_ACCEPT_LOSS=on）`;

try {
  const { from, to, files, acceptsLoss } = readArguments();
  const source = await openSource(from);
  try {
    const target = await openTarget(to, { acceptsLoss });
    try {
      const summary = await copyStore(source, target, newId());
      console.log(`复制完成，两边逐项核对一致：${countsLine(summary)}。`);
      console.log(await copyUploads({ from: files, to: isRedisUrl(to) ? null : resolve(to) }));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
} catch (thrown) {
  console.error(`复制失败：${toAppError(thrown).message}`);
  process.exitCode = 1;
}

function readArguments() {
  const { from, to, files, 'accept-loss': acceptsLoss } = parseOptions();
  if (from === undefined || to === undefined) throw new Error(`要写 --from 和 --to\n${usage}`);
  if (place(from) === place(to)) throw new Error(`--from 和 --to 是同一个地方\n${usage}`);
  const filesIn = files ?? (isRedisUrl(from) ? null : from);
  return { from, to, acceptsLoss, files: filesIn === null ? null : resolve(filesIn) };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        files: { type: 'string' },
        'accept-loss': { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : cause}\n${usage}`, { cause });
  }
}

function place(end: string): string {
  return isRedisUrl(end) ? end : resolve(end);
}
