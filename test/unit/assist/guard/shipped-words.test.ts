import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createGuards } from '../../../../src/assist/guard/create-guard.ts';
import { readableNumber } from '../../../../src/kernel/readable-number.ts';
import { answerFrom } from '../../../../src/knowledge/answer.ts';
import { readKnowledgeFolder } from '../../../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../../../src/knowledge/revision.ts';

const { files } = await readKnowledgeFolder('knowledge');
const { revision } = readRevision(files);
const guard = createGuards()(revision);

/** Sentences of our own files, with something in the place of what is filled in. */
const sentences = [
  ...revision.entries.map((entry) => answerFrom(revision, entry).text),
  ...revision.replies.values(),
  ...[...files]
    .filter(([path]) => /^(?:forms|decisions)\/|^money\.yaml$/.test(path))
    .flatMap(([, text]) => textsIn(parse(text))),
].map((sentence) => sentence.replace(/\{\w+\}/g, '一'));

test('the rules that ship have no problem', () => {
  expect(guard.problems).toEqual([]);
});

test('nothing that the bot says of its own is stopped', () => {
  const stopped = sentences.flatMap((sentence) => {
    const { violations } = guard.check(sentence);
    return violations.map(({ rule, text }) => ({ rule, text, sentence }));
  });

  expect(sentences.length).toBeGreaterThan(500);
  expect(stopped).toEqual([]);
});

test('no number of a case is taken for anything, whatever letters it holds', () => {
  const seeds = Array.from({ length: 2_000 }, (_, n) => readableNumber(String(n)));
  const stopped = ['VX23-QR45', '2WX8-TBQQ', ...seeds].filter((number) => {
    const { verdict } = guard.check(
      `已经提交。售后单号AX-${number}，想知道进度，加上照片随时问我。`,
    );
    return verdict !== 'pass';
  });

  expect(stopped).toEqual([]);
  expect(guard.check('加AX-2WX8-99991聊').verdict).toBe('block');
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // `words` are what shoppers say, not we.
  return Object.entries(value).flatMap(([key, part]) => (key === 'words' ? [] : textsIn(part)));
}
