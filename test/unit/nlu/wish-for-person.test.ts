import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smallTalk } from '../../../src/nlu/small-talk.ts';
import { isPlainWish, wishesForPerson } from '../../../src/nlu/wish-for-person.ts';
import { wishesToLeaveQueue } from '../../../src/nlu/wish-to-leave-queue.ts';
import { referenceRounds } from '../../support/reference-rounds.ts';
import { wishes } from './wish-for-person-lines.ts';
import { lookAlikes } from './wish-look-alike-lines.ts';

describe('the wish for a person', () => {
  test.each(wishes)('is heard in: %s', (line) => {
    expect(wishesForPerson(line)).toBe(true);
  });

  test.each(lookAlikes)('is not read into: %s', (line) => {
    expect(wishesForPerson(line)).toBe(false);
  });

  test.each(['我叫李娜', '你好，我叫欧阳修远', '我姓佘', '我叫甙翥蘅甙翥蓥霰'])(
    'is not believed of the classifier where somebody says their name: %s',
    (line) => {
      expect(isPlainWish(line)).toBe(false);
    },
  );

  test.each(['收货能找别人代签吗', '叫个人替我收快递行不行', '我托人来领快递，可以吗'])(
    'is not believed of the classifier where somebody else shall take a parcel: %s',
    (line) => {
      expect(isPlainWish(line)).toBe(false);
    },
  );

  test.each(['我叫你们领导出来', '我叫个会办事的来', '我叫人过来看看', '叫人来跟我说收货的事'])(
    'but in: %s',
    (line) => {
      expect(isPlainWish(line)).toBe(true);
    },
  );

  test('is heard with any punctuation and manners around it', () => {
    const around = fc.constantFrom(
      '',
      '你好，',
      '谢谢！',
      '！！！',
      '。',
      ' ',
      '\n',
      '😡',
      '麻烦了，',
      '？？',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('转人工', '我要人工', '叫你们经理来', '有没有人啊'),
        around,
        around,
        (wish, before, after) => {
          expect(wishesForPerson(`${before}${wish}${after}`)).toBe(true);
        },
      ),
    );
  });

  test('is judged in a moment, also where a message was made to be slow', () => {
    const units = [
      '真的',
      '你们的',
      '一个',
      '谢谢',
      '好的',
      '可以吗',
      '人工',
      '不用了',
      '客服',
      '给我',
      '我要找',
      '没事',
      '一下',
      '再给我',
    ];
    for (const before of ['', '找', '不要', '人工'])
      for (const unit of units) {
        const message = `${before}${unit.repeat(500)}猫`;
        const hearAll = () => {
          wishesForPerson(message);
          wishesToLeaveQueue(message);
          smallTalk(message);
        };

        // A bounded pattern takes some hundred; an unbounded one would not come back.
        expect(referenceRounds(hearAll, 10_000), `${before}${unit}…`).toBeLessThan(10_000);
      }
  });
});
