import { expect, test } from 'vitest';
import { smallTalk } from '../../../src/nlu/small-talk.ts';
import { referenceRounds } from '../../support/reference-rounds.ts';

const pieces = [
  '6',
  '8',
  '88',
  '66',
  '拜',
  '亲',
  '嗯',
  'hi',
  'bye',
  '在吗',
  '你是',
  '不用',
  '6 8',
  '谢',
];
const tails = ['', 'x', '龘'];
/** Far above what the slowest takes, far below what a shopper or another conversation would notice. */
const most = 1500;

test.each(pieces)(
  'a message made of %s over and over is read in no time, however long',
  (piece) => {
    const texts = [10, 30, 60, 400, 4000].flatMap((length) =>
      tails.map((tail) => piece.repeat(length).slice(0, 4000) + tail),
    );

    for (const text of texts) {
      expect(referenceRounds(() => smallTalk(text), most)).toBeLessThan(most);
    }
  },
);

test('runs are understood all the same', () => {
  expect([
    smallTalk('666666'),
    smallTalk('8888'),
    smallTalk('拜拜拜拜'),
    smallTalk('在吗在吗在吗'),
  ]).toEqual(['thanks', 'bye', 'bye', 'hello']);
});
