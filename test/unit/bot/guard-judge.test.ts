import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openGuardJudge } from '../../../bot/guard-judge.ts';
import { learnInChild } from '../../../src/cli/guard-model/learn-in-child.ts';
import type { Logger } from '../../../src/kernel/logger.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'judges-'));
afterAll(() => rmSync(directory, { recursive: true }));

const linesOf = (word: string) =>
  soundRevision({
    'guard/lines/contact.txt': `来${word}\n上${word}\n去${word}聊\n`,
    'guard/lines/sound.txt': '您好\n好的\n已经登记了\n',
  });
const before = linesOf('绿泡泡');
const after = linesOf('小飞机');

function open(builtDir: string, revision = before) {
  const said: string[] = [];
  const log = (_facts: object, message: string) => said.push(message);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const ownDir = mkdtempSync(join(directory, 'own-'));
  return { said, judge: openGuardJudge({ revision, ownDir, builtDir, logger }) };
}

test('what was prepared is in force at once, and other lines are learnt when they come', async () => {
  const built = join(directory, 'built');
  await learnInChild({ revision: before, directory: built });

  const { judge, said } = open(built);
  const first = judge.current();
  await judge.follow(before);
  const same = judge.current();
  await judge.follow(after);
  const fresh = judge.current();
  await judge.follow(soundRevision());
  await judge.close();

  expect(first).not.toBeNull();
  expect(same).toBe(first);
  expect(fresh).not.toBe(first);
  expect(judge.current()).toBeNull();
  expect(said).toEqual(['lines of the guard learnt']);
});

test('where nothing was prepared the rules decide alone, and it is said', async () => {
  const { judge, said } = open(join(directory, 'nowhere'), after);
  await judge.close();

  expect(said).toEqual([expect.stringContaining('npm run prepare')]);
  expect(judge.current()).toBeNull();
});
