import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { returnEntries, soundFiles, writeFolder } from './sound-files.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function check(files: ReadonlyMap<string, string | Uint8Array>) {
  const { directory, remove } = await writeFolder(files);
  cleanUps.push(remove);
  return run(directory);
}

function run(directory: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src/cli/knowledge-check.ts', directory],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('knowledge:check', () => {
  test('says how much a sound folder holds', async () => {
    const { status, stdout } = await check(soundFiles());

    expect(stdout).toBe(
      '2 条问答，2 条条款，2 个来源；矛盾 0 处，0 处没有处理；0 个错误，0 个提醒。\n',
    );
    expect(status).toBe(0);
  });

  test('names file, line, trouble and remedy, and fails', async () => {
    const { status, stdout } = await check(
      soundFiles({ 'faq/returns.md': returnEntries.replace('[^law-seven-days]', '[^nothing]') }),
    );

    expect(stdout).toContain(
      '错误  faq/returns.md:11  引用的条款“nothing”不存在  → 请检查编号，或先在 clauses/ 里写上这条\n',
    );
    expect(stdout).toContain('1 个错误，0 个提醒。');
    expect(status).toBe(1);
  });

  test('does not fail for what could only be better', async () => {
    const { status, stdout } = await check(
      soundFiles({ 'faq/returns.md': returnEntries.replace('- 什么叫运费险\n', '') }),
    );

    expect(stdout).toContain('提醒  faq/returns.md:13');
    expect(status).toBe(0);
  });

  test('calls a file of the wrong encoding that, and not missing', async () => {
    const files = new Map<string, string | Uint8Array>(soundFiles());
    files.set('lexicon/user-dict.txt', Uint8Array.of(0xd4, 0xcb, 0xb7, 0xd1));

    const { stdout } = await check(files);

    expect(stdout).toContain('错误  lexicon/user-dict.txt:1  文件不是 UTF-8 编码');
    expect(stdout).not.toContain('缺少这个文件');
  });

  test('fails for a folder that is not there', () => {
    const { status, stderr } = run('no-such-folder');

    expect(stderr).toContain('读不到文件夹');
    expect(status).toBe(1);
  });
});
