import { describe, expect, test } from 'vitest';
import { ownWords } from '../../../src/forms/own-words.ts';
import { refusesToSay } from '../../../src/nlu/refuses-to-say.ts';

describe('what a shopper tells in words of their own', () => {
  test.each([
    ['  通电以后不加热 ', 2, '通电以后不加热'],
    ['大', 1, '大'],
    ['XL', 1, 'XL'],
  ])('%s is kept', (text, least, kept) => {
    expect(ownWords(text, least)).toBe(kept);
  });

  test.each([
    ['。。。', 1],
    ['啦啦啦啦', 2],
    ['坏了', 4],
    ['😀😀😀', 1],
    ['不想说', 2],
    ['', 1],
  ])('%s says nothing', (text, least) => {
    expect(ownWords(text, least)).toBeNull();
  });

  test('what is longer than a message is cut', () => {
    expect(ownWords('快递坏了'.repeat(500), 2)).toHaveLength(500);
  });
});

describe('a refusal to tell', () => {
  test.each(['不想说', '不方便透露', '凭什么告诉你', '这是我的隐私', '跳过', '不告诉你', '保密'])(
    '%s refuses',
    (text) => {
      expect(refusesToSay(text)).toBe(true);
    },
  );

  test.each(['不知道', '不想要了', '客服不说明原因就拒绝了我的退货申请我要一个说法', '大一码'])(
    '%s does not',
    (text) => {
      expect(refusesToSay(text)).toBe(false);
    },
  );
});
