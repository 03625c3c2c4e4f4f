import { describe, expect, test } from 'vitest';
import { parseRevision } from '../../../src/knowledge/revision.ts';
import { soundFiles, soundRevision } from './sound-files.ts';

const problemsOf = (changes: Readonly<Record<string, string | null>>) =>
  parseRevision(soundFiles(changes)).problems.map(
    ({ file, line, message, severity }) => `${severity} ${file}:${line} ${message}`,
  );

const file = (name: string, utterances: readonly string[]) =>
  `name: ${name}\ntitle: 标题\nutterances:\n${utterances.map((one) => `  - ${one}\n`).join('')}`;
const ten = Array.from({ length: 10 }, (_, at) => `退货的第 ${at} 种说法`);

describe('the intents of a revision', () => {
  test('have a name, a title and their utterances in the order of the file', () => {
    const { intents } = soundRevision({ 'intents/return_goods.yaml': file('return_goods', ten) });

    expect(intents.size).toBe(27);
    expect(intents.get('return_goods')).toEqual({
      name: 'return_goods',
      title: '标题',
      utterances: ten,
    });
  });

  test('are none, with a warning, where there is no folder', () => {
    const files = new Map([...soundFiles()].filter(([path]) => !path.startsWith('intents/')));

    const { revision, problems } = parseRevision(files);

    expect(revision?.intents.size).toBe(0);
    expect(problems).toMatchObject([{ file: 'intents', severity: 'warning' }]);
  });

  test('hold an utterance once that is written twice', () => {
    const twice = [...ten, `${ten[3]}！`];

    const { intents } = soundRevision({ 'intents/return_goods.yaml': file('return_goods', twice) });

    expect(intents.get('return_goods')?.utterances).toEqual(ten);
  });
});

describe('a problem is named with file and line:', () => {
  test.each([
    {
      trouble: 'an intent is missing',
      changes: { 'intents/faq.yaml': null },
      says: 'error intents/faq.yaml:1 缺少意图“faq”',
    },
    {
      trouble: 'a name is unknown',
      changes: { 'intents/refund.yaml': file('refund', ten) },
      says: 'error intents/refund.yaml:1 “name”的值不在可选范围内',
    },
    {
      trouble: 'a file is named after another intent',
      changes: { 'intents/faq.yaml': null, 'intents/questions.yaml': file('faq', ten) },
      says: 'error intents/questions.yaml:1 文件名和意图“faq”不一致',
    },
    {
      trouble: 'there are too few utterances',
      changes: { 'intents/faq.yaml': file('faq', ten.slice(1)) },
      says: 'error intents/faq.yaml:4 “utterances”写得不对',
    },
    {
      trouble: 'an utterance is a number',
      changes: { 'intents/faq.yaml': file('faq', [...ten, '666']) },
      says: 'error intents/faq.yaml:14 “utterances.10”的类型不对',
    },
    {
      trouble: 'an utterance stands twice in an intent',
      changes: { 'intents/faq.yaml': file('faq', [...ten, `${ten[0]}？`]) },
      says: `warning intents/faq.yaml:14 “${ten[0]}？”和第 4 行重复`,
    },
    {
      trouble: 'an utterance stands in two intents',
      changes: {
        'intents/faq.yaml': file('faq', ten),
        'intents/return_goods.yaml': file('return_goods', [
          ...ten.map((t) => `我要${t}`),
          `${ten[0]}。`,
        ]),
      },
      says: `error intents/return_goods.yaml:14 “${ten[0]}。”在“标题”（intents/faq.yaml:4）里也有`,
    },
  ])('$trouble', ({ changes, says }) => {
    expect(problemsOf(changes)).toContain(says);
  });

  test('two wordings of marks alone are told apart by them', () => {
    expect(problemsOf({ 'intents/faq.yaml': file('faq', [...ten, '"？？"', '"。。。"']) })).toEqual(
      [],
    );
  });
});
