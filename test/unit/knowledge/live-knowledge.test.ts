import { mkdir, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Logger } from '../../../src/kernel/logger.ts';
import { type LiveKnowledge, openLiveKnowledge } from '../../../src/knowledge/live-knowledge.ts';
import { readKnowledgeFolder } from '../../../src/knowledge/read-knowledge-folder.ts';
import { returnEntries, soundFiles, writeFolder } from './sound-files.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
});

async function folderOf(files: ReadonlyMap<string, string | Uint8Array> = soundFiles()) {
  const folder = await writeFolder(files);
  cleanUps.push(folder.remove);
  return folder;
}

function createLog(): Logger & {
  readonly lines: { level: string; facts: object; message: string }[];
} {
  const lines: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => {
    lines.push({ level, facts, message });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

async function open(directory: string, { watch = false, logger = createLog() } = {}) {
  const live: LiveKnowledge<number> = await openLiveKnowledge({
    directory,
    prepare: (revision) => revision.entries.length,
    logger,
    watch,
  });
  cleanUps.push(live.close);
  return live;
}

const oneMore = returnEntries.replace(
  '## 运费险是什么',
  `## 谁出退货运费？ {#who-pays}

- 退货邮费谁付
- 运费算谁的
- 寄回去要自己掏钱吗
- 退货包邮吗

没有质量问题的退货由买家付运费。[^no-reason-window]

## 运费险是什么`,
);

describe('opening', () => {
  test('prepares the first revision', async () => {
    const { directory } = await folderOf();

    const live = await open(directory);

    expect(live.current().prepared).toBe(2);
    expect(live.problems()).toEqual([]);
  });

  test('refuses a folder with errors and names them by file and line', async () => {
    const { directory } = await folderOf(
      soundFiles({ 'faq/returns.md': returnEntries.replaceAll('[^law-seven-days]', '[^nothing]') }),
    );

    await expect(open(directory)).rejects.toMatchObject({
      code: 'KNOWLEDGE_INVALID',
      message: expect.stringContaining('faq/returns.md:11'),
    });
  });

  test('refuses a folder that is not there', async () => {
    const { directory } = await folderOf();

    await expect(open(join(directory, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});

describe('reloading', () => {
  test('swaps a changed folder in and tells the listeners', async () => {
    const { directory, write } = await folderOf();
    const live = await open(directory);
    const before = live.current().revision;
    const seen: number[] = [];
    live.onSwap(({ prepared }) => seen.push(prepared));
    await write('faq/returns.md', oneMore);

    const result = await live.reload();

    expect(result).toBe('swapped');
    expect(live.current().prepared).toBe(3);
    expect(seen).toEqual([3]);
    expect(before.entries).toHaveLength(2);
  });

  test('keeps the revision when nothing has changed', async () => {
    const { directory, write } = await folderOf();
    const live = await open(directory);
    const before = live.current();
    await write('faq/returns.md', returnEntries);

    const result = await live.reload();

    expect(result).toBe('unchanged');
    expect(live.current()).toBe(before);
  });

  test('keeps the last good revision when the folder is broken, reports it, and recovers', async () => {
    const { directory, write } = await folderOf();
    const logger = createLog();
    const live = await open(directory, { logger });
    const before = live.current();
    await write('faq/returns.md', oneMore.replaceAll('[^no-reason-window]', ''));

    const result = await live.reload();

    expect(result).toBe('broken');
    expect(live.current()).toBe(before);
    expect(live.problems()[0]).toMatchObject({ file: 'faq/returns.md', severity: 'error' });
    expect(logger.lines.map((line) => line.level)).toEqual(['error']);
    await write('faq/returns.md', oneMore);
    expect(await live.reload()).toBe('swapped');
    expect(live.problems()).toEqual([]);
  });

  test('keeps the last good revision when what depends on it cannot be built', async () => {
    const { directory, write } = await folderOf();
    const logger = createLog();
    const live = await openLiveKnowledge({
      directory,
      prepare(revision) {
        if (revision.entries.length > 2) throw new Error('index failed');
        return revision.entries.length;
      },
      logger,
      watch: false,
    });
    await write('faq/returns.md', oneMore);

    const result = await live.reload();

    expect(result).toBe('broken');
    expect(live.current().prepared).toBe(2);
    expect(logger.lines[0]).toMatchObject({
      level: 'error',
      facts: { err: new Error('index failed') },
    });
  });

  test('keeps the last good revision when the folder has gone', async () => {
    const { directory, remove } = await folderOf();
    const live = await open(directory);
    await remove();

    expect(await live.reload()).toBe('broken');
    expect(live.current().prepared).toBe(2);
  });
});

test('a watched folder is swapped in by itself', async () => {
  const { directory, write } = await folderOf();
  const live = await open(directory, { watch: true });
  const swapped = new Promise<number>((resolve) =>
    live.onSwap(({ prepared }) => resolve(prepared)),
  );
  await write('faq/returns.md', `${oneMore.slice(0, 200)}`);

  await write('faq/returns.md', oneMore);

  expect(await swapped).toBe(3);
});

describe('reading the folder', () => {
  test('takes CR LF and a byte order mark as editors on Windows write them', async () => {
    const { directory } = await folderOf(
      new Map(
        [...soundFiles()].map(([path, text]) => [path, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
      ),
    );

    const live = await open(directory);

    expect(live.current().revision.files).toEqual(soundFiles());
  });

  test('names a file that is not UTF-8 and one that is too large', async () => {
    const { directory, write } = await folderOf();
    await write('clauses/gbk.md', Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4));
    await write('clauses/large.md', 'a'.repeat(1024 * 1024 + 1));

    const { problems, files } = await readKnowledgeFolder(directory);

    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'clauses/gbk.md 文件不是 UTF-8 编码',
      'clauses/large.md 文件太大，超过 1 MiB',
    ]);
    expect(files.has('clauses/large.md')).toBe(false);
  });

  test('follows no link and passes over guides and what editors leave behind', async () => {
    const outside = await folderOf(new Map([['secret.md', 'secret']]));
    const { directory, write } = await folderOf();
    await symlink(join(outside.directory, 'secret.md'), join(directory, 'clauses/secret.md'));
    await symlink(outside.directory, join(directory, 'clauses/elsewhere'));
    await write('README.md', '说明');
    await write('faq/returns.md~', '旧的');
    await write('.git/config', '');
    await write('drafts/idea.md', '草稿');

    const { problems, files } = await readKnowledgeFolder(directory);

    expect(new Set(files.keys())).toEqual(new Set(soundFiles().keys()));
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'clauses/elsewhere 这是一个链接，没有使用',
      'clauses/secret.md 这是一个链接，没有使用',
      'drafts/idea.md 不认识的文件，没有使用',
    ]);
  });

  test('stops at 500 files', async () => {
    const { directory } = await folderOf(
      new Map(Array.from({ length: 501 }, (_, at) => [`clauses/c${1000 + at}.md`, ''])),
    );

    const { problems, files } = await readKnowledgeFolder(directory);

    expect(files.size).toBe(500);
    expect(problems).toMatchObject([{ file: 'clauses/c1500.md', severity: 'error' }]);
  });

  test('has no files once they are gone', async () => {
    const { directory } = await folderOf(new Map([['sources.yaml', '']]));
    await unlink(join(directory, 'sources.yaml'));
    await mkdir(join(directory, 'faq'));

    const { files } = await readKnowledgeFolder(directory);

    expect(files.size).toBe(0);
  });
});
