import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestUtterance, normalise } from '../../../src/nlu/normalise.ts';

describe('normalise', () => {
  test.each([
    ['ＡＢＣ１２３，？', 'abc123,?'],
    ['請問運費險怎麼賠', '请问运费险怎么赔'],
    ['裏面的東西壞了', '里面的东西坏了'],
    ['什么', '什么'],
    ['转人工！！！！', '转人工!'],
    ['真的吗？？？', '真的吗?'],
    ['好好好好好', '好好'],
    ['谢谢', '谢谢'],
    ['订单号 1000000022', '订单号 1000000022'],
    ['人\u200b工\ufeff', '人工'],
    ['人 工', '人工'],
    ['转　人　工', '转人工'],
    ['你好 转人工', '你好 转人工'],
    ['iPhone 15 手机', 'iphone 15 手机'],
    ['  第一行\n\n第二行\t ', '第一行 第二行'],
    ['退款\u0000到账', '退款 到账'],
    ['❤️', '❤'],
    ['', ''],
  ])('writes %j as %j', (typed, expected) => {
    expect(normalise(typed).text).toBe(expected);
  });

  test('keeps what was typed', () => {
    expect(normalise('轉人工！！').original).toBe('轉人工！！');
  });

  test('cuts what is longer than any question', () => {
    const { text, original } = normalise('退货'.repeat(longestUtterance));

    expect(text).toHaveLength(longestUtterance);
    expect(original).toHaveLength(2 * longestUtterance);
  });

  test('reaches the last spelling of each Chinese character at once', () => {
    const first = 0x3400;
    const unsettled = Array.from({ length: 0x9fff - first + 1 }, (_, place) =>
      String.fromCodePoint(first + place),
    ).filter((han) => normalise(normalise(han).text).text !== normalise(han).text);

    expect(unsettled).toEqual([]);
  });

  test('changes nothing more the second time', () => {
    const han = fc.integer({ min: 0x3400, max: 0x9fff }).map((code) => String.fromCodePoint(code));
    const typed = fc.string({
      unit: fc.oneof(
        han,
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        fc.constantFrom(' ', '！', '人', '\u200d', 'Ａ'),
      ),
    });
    fc.assert(
      fc.property(typed, (utterance) => {
        const once = normalise(utterance).text;

        expect(normalise(once).text).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});
